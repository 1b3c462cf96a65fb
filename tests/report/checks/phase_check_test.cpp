#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(PhaseCheck, NamesAChapterThatMonoCancels) {
  CheckedProduction book({"anna"});
  EXPECT_EQ(book.listen("phase").report.value, "no speech in both channels");
  book.measured.phase = 0.2;
  EXPECT_EQ(book.listen("phase").verdict(), contents::Verdict::passed);
  book.measured.phase = -0.5;
  EXPECT_THAT(book.listen("phase").messages(), ElementsAre("correlation -0.50"));
}

TEST(PhaseCheck, NamesAnInvertedLine) {
  CheckedProduction book({"anna", "peter", "anna"});
  book.measured.phase = 0.9;
  book.take(1).channels.inverted = {true, false};
  const Outcome outcome = book.listen("phase");
  EXPECT_THAT(outcome.lines(), ElementsAre(1));
  EXPECT_THAT(outcome.messages(), ElementsAre("the polarity of the left channel is inverted"));
  EXPECT_EQ(outcome.report.value, "lowest: 0.90; inverted");
}

}  // namespace
}  // namespace sotto::checks
