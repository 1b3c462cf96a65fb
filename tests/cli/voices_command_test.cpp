#include "cli/voices_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/captured.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;

TEST(VoicesCommand, ListsAndExplains) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  Captured done = captured([&] { return voices_command({}, session); });
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("meg"));
  done = captured([&] { return voices_command({"erik"}, session); });
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("whisper"));
  done = captured([&] { return voices_command({"erk"}, session); });
  EXPECT_EQ(done.status, kInputWrong);
  EXPECT_THAT(done.err, HasSubstr("did you mean 'erik'?"));
}

}  // namespace
}  // namespace sotto::cli
