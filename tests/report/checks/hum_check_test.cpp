#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(HumCheck, NamesTheLineOfTheMains) {
  CheckedProduction book({"anna"});
  book.measured.hum = {Decibels{12}, Hertz{60}};
  EXPECT_EQ(book.listen("hum").verdict(), contents::Verdict::passed);
  book.measured.hum = {Decibels{15}, Hertz{50}};
  const Outcome outcome = book.listen("hum");
  EXPECT_EQ(outcome.verdict(), contents::Verdict::failed);
  EXPECT_THAT(outcome.messages(), ElementsAre("50 Hz stands out by 15 dB"));
}

}  // namespace
}  // namespace sotto::checks
