#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(BedGapsCheck, NamesStretchesWithoutBed) {
  CheckedProduction book({"anna", "peter"});
  EXPECT_EQ(book.listen("bed-gaps").report.value, "none");
  book.measured.bed_gaps = {{Seconds{3.2}, Seconds{0.1}, 0}};
  EXPECT_EQ(book.listen("bed-gaps").verdict(), contents::Verdict::passed);
  book.measured.bed_gaps.push_back({Seconds{6.2}, Seconds{0.25}, 0});
  const Outcome outcome = book.listen("bed-gaps");
  EXPECT_THAT(outcome.messages(), ElementsAre("the bed is gone for 0.25 s"));
  EXPECT_THAT(outcome.lines(), ElementsAre(1));
}

}  // namespace
}  // namespace sotto::checks
