#include "cli/studio_command.h"

#include <gtest/gtest.h>

#include "cli/captured.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

TEST(StudioCommand, NeedsABook) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::quiet, stop};
  EXPECT_EQ(studio_command({"no-such-book", 0, true}, session), kInputWrong);
}

TEST(StudioCommand, PrintsItsAddressAndEndsWhenItIsStopped) {
  const testing::SmallBook book;
  StopFlag stop;
  stop.set();
  const Session session{book.workspace, Verbosity::quiet, stop};
  const Captured made = captured([&] { return studio_command({book.path(), 0, true}, session); });
  EXPECT_EQ(made.status, kDone);
  EXPECT_TRUE(made.out.starts_with("http://127.0.0.1:")) << made.out;
}

}  // namespace
}  // namespace sotto::cli
