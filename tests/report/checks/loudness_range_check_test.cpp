#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(LoudnessRangeCheck, HoldsEachChapterToTheLimit) {
  CheckedProduction book({"anna"});
  book.measured.measure.loudness_range = Decibels{12};
  EXPECT_EQ(book.listen("loudness-range").verdict(), contents::Verdict::passed);
  book.measured.measure.loudness_range = Decibels{13};
  EXPECT_THAT(book.listen("loudness-range").messages(), ElementsAre("13.0 LU"));
  // A title and silence.
  book.chapter().lines.clear();
  EXPECT_EQ(book.listen("loudness-range").verdict(), contents::Verdict::passed);
}

}  // namespace
}  // namespace sotto::checks
