#include "shared/multi_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace sotto {
namespace {

using ::testing::HasSubstr;

TEST(BooksDone, AreToldInTheColumnsThatThereAre) {
  const BooksDone done{48, 100, "53 of 110", "1392 of ~3000", 0.49, 35};
  EXPECT_EQ(in_columns(done, 79), "48 of 100 books, 53 of 110 chapters, 1392 of ~3000 lines  49 %  35 s left");
  EXPECT_EQ(in_columns(done, 60), "48 of 100 books, 53 of 110 chapters  49 %  35 s left");
  EXPECT_EQ(in_columns(done, 39), "48 of 100 books  49 %  35 s left");
  EXPECT_EQ(in_columns(done, 20), "49 %  35 s left");
  EXPECT_EQ(in_columns({0, 100, "0", "0", 0.004, -1}, 30), "0 of 100 books  0 %  ...");
  const BooksDone longest{9999, 9999, "99999 of ~99999", "9999999 of ~9999999", 1, 99 * 3600 + 59 * 60};
  for (std::size_t columns = 5; columns < 100; ++columns) EXPECT_LE(in_columns(longest, columns).size(), columns);
}

TEST(DoneOf, TellsHowManyThereAreBeforeAllBooksAreRead) {
  DoneOf lines({100, 300, 50, 50});
  EXPECT_EQ(lines.text(), "0");
  lines.will_make(0, 20);
  lines.done(5);
  EXPECT_EQ(lines.text(), "5 of ~100");
  lines.will_make(1, 80);
  lines.will_make(1, 80);  // told again
  EXPECT_EQ(lines.text(), "5 of ~125");
  lines.will_make(2, 11);
  EXPECT_EQ(lines.text(), "5 of ~123");
  lines.ends(3);  // it could not be read
  lines.ends(0);
  EXPECT_EQ(lines.text(), "5 of 111");
}

TEST(WorkLeft, WeighsWhatIsLeftByWhatWasWorked) {
  WorkLeft work({100, 300});
  EXPECT_LT(work.seconds_left(1), 0) << "nothing is known yet";
  work.worked(0, 50);
  EXPECT_DOUBLE_EQ(work.seconds_left(10), 70);
  work.expect_more(1, -200);  // most of it is there already
  EXPECT_DOUBLE_EQ(work.seconds_left(10), 30);
  work.done(0);
  EXPECT_DOUBLE_EQ(work.seconds_left(10), 20);
  EXPECT_DOUBLE_EQ(work.share(), 0.75);
  work.expect_more(1, 100);
  EXPECT_DOUBLE_EQ(work.share(), 0.6);
  EXPECT_DOUBLE_EQ(work.seconds_left(10), 40);
  work.worked(1, 1000);
  work.done(1);
  EXPECT_DOUBLE_EQ(work.share(), 1);
}

TEST(MultiProgress, ShowsMessagesOfAllBooksUnlessItIsQuiet) {
  for (const Verbosity verbosity : {Verbosity::normal, Verbosity::quiet}) {
    ::testing::internal::CaptureStderr();
    {
      MultiProgress progress(verbosity, {1, 2});
      const auto first = progress.book(0);
      const auto second = progress.book(1);
      first->begin("make", 10);
      second->say("a title with \x1b[31m in it");
      first->advance(10);
      first->say("done");
    }
    const std::string shown = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(shown.empty(), verbosity == Verbosity::quiet);
    EXPECT_EQ(shown.find('\x1b'), std::string::npos) << "no terminal: no escapes, not the book's either";
    if (verbosity == Verbosity::quiet) continue;
    EXPECT_THAT(shown, HasSubstr("a title with "));
    EXPECT_THAT(shown, HasSubstr("done\n"));
  }
}

}  // namespace
}  // namespace sotto
