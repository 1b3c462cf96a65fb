#include "cli/voices_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/captured.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(VoicesCommand, ListsAndExplains) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  Captured done = captured([&] { return voices_command({}, session); });
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("meg"));
  done = captured([&] { return voices_command({.names = {"erik"}}, session); });
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("whisper"));
  done = captured([&] { return voices_command({.names = {"erk"}}, session); });
  EXPECT_EQ(done.status, kInputWrong);
  EXPECT_THAT(done.err, HasSubstr("did you mean 'erik'?"));
}

TEST(VoicesCommand, KnowsABooksOwnVoices) {
  const testing::SmallBook book;
  book.folder.write("b/voices/giant.yaml", "base: bass\ndescription: A giant.\n");
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  EXPECT_THAT(captured([&] { return voices_command({}, session); }).out, Not(HasSubstr("giant")));
  Captured done = captured([&] { return voices_command({.book = book.path()}, session); });
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("giant"));
  done = captured([&] { return voices_command({.book = book.path() + "x"}, session); });
  EXPECT_EQ(done.status, kInputWrong);
}

}  // namespace
}  // namespace sotto::cli
