#include "report/checks/delivery_findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

Outcome judged(CheckedProduction& book, const std::vector<std::string>& names) {
  Outcome outcome;
  judge_deliveries(
      book.context(), names,
      [](const contents::DeliveryReport& d) -> std::optional<std::string> {
        if (d.level.value < 0) return "too soft";
        return std::nullopt;
      },
      outcome.report);
  return outcome;
}

TEST(DeliveryFindings, AreAtTheFirstLineOfTheSpeakerInTheDelivery) {
  CheckedProduction book({"anna", "peter", "peter"});
  book.deliver(0, "call");
  book.deliver(1, "call");
  book.deliver(2, "call");
  book.report.deliveries = {{"anna", "call", 1, Decibels{1}, 1, 1, 0}, {"peter", "call", 2, Decibels{-1}, 1, 1, 0}};
  const Outcome outcome = judged(book, {"call", "shout"});
  EXPECT_THAT(outcome.lines(), ElementsAre(1));
  EXPECT_THAT(outcome.messages(), ElementsAre("peter, call: too soft"));
  EXPECT_EQ(outcome.report.value, "2 compared");
  EXPECT_EQ(judged(book, {"whisper"}).verdict(), contents::Verdict::skipped);
}

TEST(DeliveryFindings, AreOfTheBookWhereNoLineWasAnalyzed) {
  CheckedProduction book({"anna"});
  book.report.deliveries = {{"ruth", "call", 1, Decibels{-1}, 1, 1, 0}};
  EXPECT_THAT(judged(book, {"call"}).lines(), ElementsAre(999));
  EXPECT_EQ(judged(book, {"call"}).verdict(), contents::Verdict::failed);
}

}  // namespace
}  // namespace sotto::checks
