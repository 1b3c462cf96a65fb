#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(LineLevelsCheck, NamesALineThatWasMadeSofter) {
  CheckedProduction book({"anna", "peter", "anna"});
  book.take(1).gain = 0.75;
  EXPECT_EQ(book.listen("line-levels").verdict(), contents::Verdict::passed);
  book.take(1).gain = 0.5;
  const Outcome outcome = book.listen("line-levels");
  EXPECT_THAT(outcome.lines(), ElementsAre(1));
  EXPECT_THAT(outcome.messages(), ElementsAre("-6.0 dB"));
}

TEST(LineLevelsCheck, AllowsWhatTheLimiterHadToTake) {
  CheckedProduction book({"anna", "peter", "anna"});
  book.take(1).gain = 0.5;
  book.take(1).peak = 1.6;
  EXPECT_EQ(book.listen("line-levels").verdict(), contents::Verdict::passed);
}

TEST(LineLevelsCheck, DoesNotJudgeATornTake) {
  CheckedProduction book({"anna", "peter", "anna"});
  book.take(1).gain = 0.5;
  book.take(1).missing = Seconds{0.031};
  EXPECT_EQ(book.listen("line-levels").verdict(), contents::Verdict::passed);
}

}  // namespace
}  // namespace sotto::checks
