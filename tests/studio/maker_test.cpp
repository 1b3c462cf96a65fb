#include "studio/maker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "shared/folder_lock.h"
#include "support/small_book.h"

namespace sotto::studio {
namespace {

std::string end_of(const Maker& maker) {
  for (int i = 0; i < 3000; ++i) {
    const std::string phase = maker.state()["phase"];
    if (phase != "making" && phase != "checking") return phase;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return "never";
}

TEST(Maker, MakesTheBookAndItsPage) {
  const testing::SmallBook book;
  Diagnostics none;
  std::mutex mutex;
  std::vector<std::string> told;
  Maker maker(book.workspace, [&](const std::string& json) {
    const std::scoped_lock lock(mutex);
    told.push_back(json);
  });
  const document::Book open = book.open(none);
  EXPECT_TRUE(maker.files(open).empty());
  ASSERT_TRUE(maker.start(open, {}));
  EXPECT_FALSE(maker.start(open, {}));  // one at a time
  maker.book_changed();
  EXPECT_EQ(end_of(maker), "done") << maker.state();
  EXPECT_EQ(maker.state()["edits"], 1);
  EXPECT_FALSE(maker.report_folder(open).empty());
  std::vector<std::string> names;
  for (const MadeFileEntry& file : maker.files(open)) names.push_back(file.name);
  EXPECT_THAT(names, ::testing::IsSupersetOf({"01-the-kettle.wav", "02-the-tea.wav"}));
  EXPECT_GT(told.size(), 2U);
}

TEST(Maker, StopsWhenItIsToldTo) {
  const testing::SmallBook book;
  Diagnostics none;
  Maker maker(book.workspace, [](const std::string&) {});
  maker.start(book.open(none), {});
  maker.stop();
  EXPECT_EQ(end_of(maker), "stopped");
}

TEST(Maker, SaysWhoElseMakesIt) {
  const testing::SmallBook book;
  Diagnostics none;
  const FolderLock other(book.workspace.out / "b");
  Maker maker(book.workspace, [](const std::string&) {});
  maker.start(book.open(none), {});
  EXPECT_EQ(end_of(maker), "failed");
  EXPECT_FALSE(maker.state()["messages"].empty());
}

}  // namespace
}  // namespace sotto::studio
