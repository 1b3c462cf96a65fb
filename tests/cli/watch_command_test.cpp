#include "cli/watch_command.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "cli/captured.h"
#include "shared/failure.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;

TEST(WatchCommand, MakesTheBookAndAgainWhatASaveChanges) {
  const testing::SmallBook book;
  StopFlag stop;
  const Session session{book.workspace, Verbosity::quiet, stop};
  const auto wait_for = [](const std::filesystem::path& file) {
    for (int i = 0; i < 1200 && !std::filesystem::exists(file); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_TRUE(std::filesystem::exists(file)) << file;
  };
  ::testing::internal::CaptureStdout();
  std::thread watching([&] { EXPECT_THROW(watch_command({.book = book.path()}, session), Interrupted); });
  wait_for(book.folder / "out/b/report/report.json");
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  book.folder.write("b/1.md", fmt::format("{}And then it went out.\n", testing::kSmallStory));
  wait_for(book.folder / "out/.cache/heard/b.wav");
  stop.set();
  watching.join();
  EXPECT_THAT(::testing::internal::GetCapturedStdout(), HasSubstr("heard/b.wav, "));
}

}  // namespace
}  // namespace sotto::cli
