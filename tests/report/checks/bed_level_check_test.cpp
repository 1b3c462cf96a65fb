#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(BedLevelCheck, NamesAPassageOnceWhereItIsFurthestOff) {
  CheckedProduction book({"anna", "peter"});
  book.measured.bed_levels = {{Seconds{3.1}, {}, 3}, {Seconds{3.2}, {}, -2}};
  EXPECT_EQ(book.listen("bed-level").verdict(), contents::Verdict::passed);
  book.measured.bed_levels = {
      {Seconds{3.1}, {}, 4}, {Seconds{3.2}, {}, 6}, {Seconds{3.3}, {}, 1}, {Seconds{6.2}, {}, -5}};
  const Outcome outcome = book.listen("bed-level");
  EXPECT_THAT(outcome.messages(), ElementsAre("+6.0 LU", "-5.0 LU"));
  EXPECT_THAT(outcome.lines(), ElementsAre(0, 1));
  EXPECT_EQ(outcome.report.value, "furthest off: +6.0 LU");
}

}  // namespace
}  // namespace sotto::checks
