#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

class RegressionCheck : public ::testing::Test {
 protected:
  Outcome compared(double limit) {
    book_.limits.set("regression.changed", limit);
    Outcome outcome;
    std::get<GoldenCheck>(check_named("regression").run).judge({book_.report, golden_, book_.limits}, outcome.report);
    return outcome;
  }

  CheckedProduction book_{{"anna", "peter", "anna", "peter"}};
  GoldenComparison golden_{.folder = "golden/book", .lines = 4};
};

TEST_F(RegressionCheck, IsSkippedWithoutAGoldenProductionOfTheEdition) {
  golden_.other_edition = "podcast";
  EXPECT_EQ(compared(0).report.value, "another edition is blessed: podcast");
  golden_ = {};
  EXPECT_EQ(compared(0).report.value, "nothing is blessed yet");
  EXPECT_EQ(compared(0).verdict(), contents::Verdict::skipped);
}

TEST_F(RegressionCheck, OnlyNotesChangesUnlessTheBookIsHeldToIt) {
  golden_.changes = {{1, std::size_t{2}, "", "", {"1.0 dB louder", "0.20 s longer"}, {}, {}}};
  const Outcome noted = compared(1);
  EXPECT_EQ(noted.verdict(), contents::Verdict::noted);
  EXPECT_EQ(noted.report.limit, "");
  EXPECT_THAT(noted.lines(), ElementsAre(2));
  EXPECT_THAT(noted.messages(), ElementsAre("1.0 dB louder, 0.20 s longer"));
  EXPECT_EQ(compared(0.25).verdict(), contents::Verdict::noted);
  EXPECT_EQ(compared(0.2).verdict(), contents::Verdict::failed);
  EXPECT_EQ(compared(0.2).report.limit, "at most 20 % of the lines");
}

TEST_F(RegressionCheck, CountsTheLinesOfChaptersThatCameOrWent) {
  golden_.added = {0};
  golden_.gone = {{"02-gone.txt", 6}};
  const Outcome outcome = compared(0);
  EXPECT_EQ(outcome.report.number, 2.5);
  EXPECT_THAT(outcome.messages(), ElementsAre("this chapter is not blessed", "the chapter of 02-gone.txt is no more"));
  EXPECT_EQ(outcome.report.value, "0 of 4 lines differ, 1 chapter new");
}

}  // namespace
}  // namespace sotto::checks
