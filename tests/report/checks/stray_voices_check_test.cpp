#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(StrayVoicesCheck, AllowsWhatIsHardlyOverTheBed) {
  CheckedProduction book({"anna", "peter"});
  EXPECT_EQ(book.listen("stray-voices").report.value, "nothing heard");
  book.measured.stray = {{Seconds{3.2}, Seconds{0.3}, 8}};
  EXPECT_EQ(book.listen("stray-voices").verdict(), contents::Verdict::passed);
  book.measured.stray.push_back({Seconds{3.5}, Seconds{0.4}, 9});
  const Outcome outcome = book.listen("stray-voices");
  EXPECT_THAT(outcome.messages(), ElementsAre("0.40 s of voiced sound, 9 dB over the bed"));
  EXPECT_EQ(outcome.report.value, "strongest: 9.0 dB over the bed");
}

}  // namespace
}  // namespace sotto::checks
