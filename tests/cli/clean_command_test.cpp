#include "cli/clean_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/captured.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;

TEST(CleanCommand, SaysWhatItRemoved) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  book.folder.write("out/.cache/takes/ab/unused.take", std::string(2000000, 'x'));
  Captured done = captured([&] { return clean_command({.older_than_days = 0, .dry_run = true}, session); });
  EXPECT_EQ(done.status, kDone);
  EXPECT_THAT(done.err, HasSubstr("would remove 1 file, 2.0 MB"));
  done = captured([&] { return clean_command({.older_than_days = 0}, session); });
  EXPECT_THAT(done.err, HasSubstr("removed 1 file, 2.0 MB"));
  EXPECT_FALSE(std::filesystem::exists(book.folder / "out/.cache/takes/ab/unused.take"));
}

}  // namespace
}  // namespace sotto::cli
