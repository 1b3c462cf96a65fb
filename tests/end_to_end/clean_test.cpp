// `sotto clean` trims the cache by age and size, and never takes what a book uses.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <set>

#include "end_to_end/faults.h"
#include "shared/folder_lock.h"
#include "support/writers.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Clean : public ::testing::Test {
 protected:
  void SetUp() override {
    copy_fixture(two_chapters(), folder);
    used = takes();
    // The story changes, so that nobody uses what was said before.
    std::string text = kTwoChapters;
    text.replace(text.find("kettle began"), 12, "pot started");
    folder.write("kettle.txt", text);
    const auto first = takes();
    ASSERT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
    for (const auto& name : takes()) {
      if (!first.contains(name)) fresh.insert(name);
    }
  }
  std::set<std::string> takes() {
    std::set<std::string> found;
    std::error_code none;
    for (const auto& entry : fs::recursive_directory_iterator(folder / "out/.cache/takes", none)) {
      if (entry.is_regular_file()) found.insert(entry.path().string());
    }
    return found;
  }
  void age_all(int days) {
    for (const auto& name : takes()) {
      fs::last_write_time(name, fs::file_time_type::clock::now() - std::chrono::hours(24 * days));
    }
  }
  TempFolder folder;
  std::set<std::string> used;   ///< by the first edition
  std::set<std::string> fresh;  ///< the second one's own
};

TEST_F(Clean, KeepsWhatIsYoung) {
  const auto before = takes();
  EXPECT_EQ(sotto(folder, {"clean"}).status, 0);
  EXPECT_EQ(takes(), before);
}

TEST_F(Clean, TakesWhatIsOldAndUnusedOnly) {
  age_all(40);
  const auto before = takes();
  EXPECT_THAT(sotto(folder, {"clean", "--dry-run"}).err, HasSubstr("would remove 1 file,"));
  EXPECT_EQ(takes(), before);
  EXPECT_EQ(sotto(folder, {"clean"}).status, 0);
  EXPECT_EQ(takes().size(), before.size() - 1);
  for (const auto& name : fresh) EXPECT_TRUE(takes().contains(name));
  EXPECT_THAT(sotto(folder, {"produce", "kettle.txt"}).err, HasSubstr("nothing was to do"));
}

TEST_F(Clean, TrimsToASizeButNeverWhatIsUsed) {
  const Outcome outcome = sotto(folder, {"clean", "--max-size", "1KB"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, HasSubstr("removed 1 file,"));
  EXPECT_THAT(outcome.err, HasSubstr("all of it is used"));
  EXPECT_THAT(sotto(folder, {"produce", "kettle.txt"}).err, HasSubstr("nothing was to do"));
}

TEST_F(Clean, ToNoSizeLeavesWhatIsUsedAlone) {
  const auto before = takes();
  EXPECT_THAT(sotto(folder, {"clean", "--max-size", "0"}).err, HasSubstr("removed 1 file,"));
  EXPECT_EQ(takes().size(), before.size() - 1);
  EXPECT_THAT(sotto(folder, {"produce", "kettle.txt"}).err, HasSubstr("nothing was to do"));
}

TEST_F(Clean, ForgetsABookWhoseFolderIsGone) {
  fs::remove_all(folder / "out/kettle");
  EXPECT_EQ(sotto(folder, {"clean", "--older-than", "0"}).status, 0);
  EXPECT_TRUE(takes().empty());
}

TEST_F(Clean, RefusesWhileABookIsBeingMade) {
  age_all(40);
  const auto before = takes();
  const FolderLock lock(folder / "out/kettle");
  const Outcome outcome = sotto(folder, {"clean"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.err, HasSubstr("out/kettle"));
  EXPECT_EQ(takes(), before);
}

TEST_F(Clean, RefusesWhereAChaptersRecordIsDamaged) {
  age_all(40);
  std::ofstream(folder / "out/.cache/made/kettle/01-chapter-1.wav.json") << "damaged";
  const auto before = takes();
  const Outcome outcome = sotto(folder, {"clean"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.err, HasSubstr("it is not known what of the cache"));
  EXPECT_EQ(takes(), before);
}

TEST_F(Clean, SweepsWhatKilledProcessesLeft) {
  const fs::path leftover = folder / ("out/.cache/takes/ab/.abcdef.take." + testing::ended_writer() + ".tmp");
  fs::create_directories(leftover.parent_path());
  std::ofstream(leftover) << "half";
  EXPECT_EQ(sotto(folder, {"clean"}).status, 0);
  EXPECT_FALSE(fs::exists(leftover));
}

TEST_F(Clean, RefusesWhereItIsNotKnownWhatIsUsed) {
  std::ofstream(folder / "out/.cache/made/kettle/uses") << "damaged";
  const auto before = takes();
  const Outcome outcome = sotto(folder, {"clean", "--older-than", "0"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.err, HasSubstr("it is not known what of the cache"));
  EXPECT_EQ(takes(), before);
}

}  // namespace
}  // namespace sotto::end_to_end
