#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/attributed_lines.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(UnsureLinesCheck, ListsThemTheLeastSureFirst) {
  contents::LineReport corrected = guessed("anna", 0.2);
  corrected.corrected = true;
  CheckedProduction book = attributed({guessed("anna", 0.79, "peter"), guessed("anna", 0.8),
                                       guessed(document::kNarrator), guessed("peter", 0.4), corrected});
  const Outcome listed = book.quick("unsure-lines");
  EXPECT_EQ(listed.verdict(), contents::Verdict::noted);
  EXPECT_THAT(listed.lines(), ElementsAre(3, 0));
  EXPECT_EQ(listed.report.value, "2 of 4 lines unsure");
  EXPECT_EQ(listed.report.limit, "at most 100 % under 0.8");
  EXPECT_THAT(listed.messages()[1], HasSubstr("or else peter"));
}

TEST(UnsureLinesCheck, FallsShortWhereACarefulPublisherAllowsNone) {
  CheckedProduction unsure = attributed({guessed("anna", 0.7), guessed("peter")});
  unsure.limits.set("attribution.unsure_share", 0);
  EXPECT_EQ(unsure.quick("unsure-lines").verdict(), contents::Verdict::failed);
  CheckedProduction sure = attributed({guessed("anna"), guessed("peter")});
  sure.limits.set("attribution.unsure_share", 0);
  EXPECT_EQ(sure.quick("unsure-lines").verdict(), contents::Verdict::passed);
}

TEST(UnsureLinesCheck, TakesTheConfidenceFromTheLimits) {
  CheckedProduction book = attributed({guessed("anna", 0.85)});
  EXPECT_EQ(book.quick("unsure-lines").verdict(), contents::Verdict::passed);
  book.limits.set("attribution.confidence", 0.9);
  EXPECT_THAT(book.quick("unsure-lines").lines(), ElementsAre(0));
}

}  // namespace
}  // namespace sotto::checks
