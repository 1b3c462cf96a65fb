#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(LoudnessCheck, HoldsEachChapterToTheProfile) {
  CheckedProduction book({"anna"});
  book.chapter().measure.loudness = Lufs{-18.5};
  EXPECT_EQ(book.quick("loudness").verdict(), contents::Verdict::passed);
  book.chapter().measure.loudness = Lufs{-18.6};
  const Outcome outcome = book.quick("loudness");
  EXPECT_THAT(outcome.messages(), ElementsAre("-18.6 LUFS"));
  EXPECT_EQ(outcome.report.value, "furthest off: -18.60 LUFS");
  EXPECT_EQ(outcome.report.limit, "-18 +-0.5 LUFS");
}

TEST(LoudnessCheck, IsSkippedWhereNothingWasMeasured) {
  CheckedProduction book({"anna"});
  book.chapter().measure = {};
  EXPECT_EQ(book.quick("loudness").verdict(), contents::Verdict::skipped);
}

}  // namespace
}  // namespace sotto::checks
