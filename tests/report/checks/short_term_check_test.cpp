#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(ShortTermCheck, NamesTheLoudestThreeSeconds) {
  CheckedProduction book({"anna", "peter"});
  book.measured.short_term = {Seconds{1.5}, {-20.0F, -18.0F, -12.0F, -14.0F}};
  EXPECT_EQ(book.listen("short-term").verdict(), contents::Verdict::passed);
  book.measured.short_term.values[3] = -11;
  const Outcome outcome = book.listen("short-term");
  EXPECT_THAT(outcome.messages(), ElementsAre("7.0 LU over the chapter"));
  EXPECT_THAT(outcome.lines(), ElementsAre(1));
}

}  // namespace
}  // namespace sotto::checks
