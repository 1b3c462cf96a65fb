#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(PausesCheck, NamesAPauseThatIsLongerOrShorter) {
  CheckedProduction book({"anna", "peter", "anna"});
  for (std::size_t c = 1; c < 3; ++c) book.take(c).shift = frames(Seconds{0.14}, kMasterRate);
  book.measured.measure.duration = book.measured.measure.duration + Seconds{0.14};
  EXPECT_EQ(book.listen("pauses").verdict(), contents::Verdict::passed);
  book.take(2).shift = frames(Seconds{0.5}, kMasterRate);
  const Outcome outcome = book.listen("pauses");
  EXPECT_THAT(outcome.messages(),
              ElementsAre("1.36 s of pause where 1.00 s are planned", "0.64 s of pause where 1.00 s are planned"));
  EXPECT_THAT(outcome.lines(), ElementsAre(2, 2));
}

TEST(PausesCheck, LeavesWhatWasMovedToAnotherCheck) {
  CheckedProduction book({"anna", "peter", "anna"});
  book.take(0).shift = frames(Seconds{3}, kMasterRate);
  book.take(1).shift = -book.take(0).shift;
  for (const std::size_t line : book.listen("pauses").lines()) EXPECT_NE(line, 1U);
}

}  // namespace
}  // namespace sotto::checks
