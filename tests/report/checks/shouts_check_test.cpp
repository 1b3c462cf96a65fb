#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(ShoutsCheck, NamesAShoutThatIsNoLouder) {
  CheckedProduction book({"anna", "peter"});
  book.report.deliveries = {{"peter", "whisper", 1, Decibels{-6}, 0, 0.8, 0}};
  EXPECT_EQ(book.listen("shouts").verdict(), contents::Verdict::skipped);
  book.deliver(1, "thunder");
  book.report.deliveries = {{"peter", "thunder", 1, Decibels{2}, 0.8, 0.8, 0}};
  EXPECT_EQ(book.listen("shouts").report.value, "1 compared");
  book.report.deliveries[0].level = Decibels{1.5};
  const Outcome outcome = book.listen("shouts");
  EXPECT_THAT(outcome.lines(), ElementsAre(1));
  EXPECT_THAT(outcome.messages(), ElementsAre("peter, thunder: +1.5 dB"));
}

}  // namespace
}  // namespace sotto::checks
