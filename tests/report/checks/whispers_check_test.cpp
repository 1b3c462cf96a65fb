#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(WhispersCheck, NamesAWhisperThatIsVoiced) {
  CheckedProduction book({"anna", "peter"});
  EXPECT_EQ(book.listen("whispers").verdict(), contents::Verdict::skipped);
  book.deliver(1, "whisper");
  book.report.deliveries = {{"peter", "whisper", 1, Decibels{-6}, 0.4, 0.8, 0}};
  EXPECT_EQ(book.listen("whispers").verdict(), contents::Verdict::passed);
  book.report.deliveries[0].voiced = 0.5;
  const Outcome outcome = book.listen("whispers");
  EXPECT_THAT(outcome.lines(), ElementsAre(1));
  EXPECT_THAT(outcome.messages(), ElementsAre("peter, whisper: 50 % voiced, plain 80 %"));
}

}  // namespace
}  // namespace sotto::checks
