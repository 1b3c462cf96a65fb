#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(CutOffCheck, NamesTakesThatEndOrBeginInASound) {
  CheckedProduction book({"anna", "peter", "anna"});
  book.take(0).edges = {0.02, 0.02, 0.05};
  EXPECT_EQ(book.listen("cut-off").verdict(), contents::Verdict::passed);
  book.take(1).edges = {0.03, 0, 0};
  book.take(2).edges = {0, 0, 0.09};
  const Outcome outcome = book.listen("cut-off");
  EXPECT_THAT(outcome.lines(), ElementsAre(1, 2));
  EXPECT_THAT(outcome.messages(), ElementsAre("the take take-1 begins in the middle of a sound",
                                              "the take take-2 ends in the middle of a sound"));
}

}  // namespace
}  // namespace sotto::checks
