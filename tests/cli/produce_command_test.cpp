#include "cli/produce_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/captured.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;

TEST(ProduceCommand, ListsMakesAndHasNothingMoreToDo) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  const auto produce = [&](ProduceCommandOptions options) {
    options.books = {book.path()};
    return captured([&] { return produce_command(options, session); });
  };
  Captured done = produce({.dry_run = true});
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("would make"));
  done = produce({.explain = true});
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("01-the-kettle.wav: it was not made before"));
  EXPECT_THAT(done.err, HasSubstr("done in"));
  done = produce({.explain = true});
  EXPECT_EQ(done.out, "");
  EXPECT_THAT(done.err, HasSubstr("nothing was to do; looked in"));
  EXPECT_EQ(produce({.dry_run = true}).out, "nothing would be made\n");
}

TEST(ProduceCommand, AWrongBookIsWrongInput) {
  const testing::SmallBook book(testing::kSmallStory, "profile: nothing\n");
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  for (const bool dry_run : {true, false}) {
    const Captured done = captured([&] { return produce_command({{book.path()}, false, dry_run, false}, session); });
    EXPECT_EQ(done.status, kInputWrong);
    EXPECT_EQ(done.out, "");
    EXPECT_THAT(done.err, HasSubstr("nothing"));
  }
}

}  // namespace
}  // namespace sotto::cli
