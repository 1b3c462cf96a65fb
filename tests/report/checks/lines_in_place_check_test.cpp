#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(LinesInPlaceCheck, NamesWhatIsNotHeardOrTwice) {
  CheckedProduction book({"anna", "peter", "anna"});
  EXPECT_EQ(book.listen("lines-in-place").report.value, "3 takes, 0 not at their place");
  book.take(0).again = true;
  book.take(1).found = false;
  const Outcome outcome = book.listen("lines-in-place");
  EXPECT_THAT(outcome.lines(), ElementsAre(0, 1));
  EXPECT_THAT(outcome.messages(), ElementsAre("is heard twice", "is not heard in the master"));
}

TEST(LinesInPlaceCheck, NamesBothOfTwoLinesThatChangedPlaces) {
  CheckedProduction book({"anna", "peter", "anna"});
  book.take(0).shift = frames(Seconds{3}, kMasterRate);
  book.take(1).shift = -book.take(0).shift;
  EXPECT_THAT(book.listen("lines-in-place").lines(), ElementsAre(0, 1));
}

TEST(LinesInPlaceCheck, TellsOnceOfAFileThatEndsTooEarly) {
  CheckedProduction book({"anna", "peter", "anna"});
  book.take(1).found = book.take(2).found = false;
  book.measured.measure.duration = Seconds{3.5};
  const Outcome outcome = book.listen("lines-in-place");
  EXPECT_THAT(outcome.lines(), ElementsAre(1));
  EXPECT_EQ(outcome.report.number, 2);
}

}  // namespace
}  // namespace sotto::checks
