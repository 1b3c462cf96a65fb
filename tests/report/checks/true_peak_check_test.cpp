#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(TruePeakCheck, HoldsEachChapterToTheCeiling) {
  CheckedProduction book({"anna"});
  book.chapter().measure.true_peak = Decibels{-1.5};
  EXPECT_EQ(book.quick("true-peak").verdict(), contents::Verdict::passed);
  book.chapter().measure.true_peak = Decibels{-1.2};
  const Outcome outcome = book.quick("true-peak");
  EXPECT_THAT(outcome.messages(), ElementsAre("-1.20 dBTP"));
  EXPECT_EQ(outcome.report.limit, "at most -1.5 dBTP");
}

}  // namespace
}  // namespace sotto::checks
