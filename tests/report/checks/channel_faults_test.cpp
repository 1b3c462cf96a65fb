#include "report/checks/channel_faults.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

/// What is named where the takes have these faults; of one that was not found, nothing is known.
Outcome faults_of(const std::vector<bool>& swapped, const std::vector<bool>& found) {
  CheckedProduction book(std::vector<std::string>(swapped.size(), "anna"));
  for (std::size_t c = 0; c < swapped.size(); ++c) {
    book.take(c).channels.swapped = swapped[c];
    book.take(c).found = found[c];
  }
  Outcome outcome;
  const bool any = add_channel_faults(book.context().chapters, outcome.report, [](const analysis::Channels& channels) {
    return channels.swapped ? "swapped" : "";
  });
  EXPECT_EQ(any, !outcome.report.findings.empty());
  return outcome;
}

TEST(ChannelFaults, OfMostTakesAreNamedOnceForTheChapter) {
  EXPECT_THAT(faults_of({true, true, false}, {true, true, true}).lines(), ElementsAre(999));
  EXPECT_THAT(faults_of({true, false, true}, {true, false, false}).lines(), ElementsAre(999));
}

TEST(ChannelFaults, OfAFewTakesAreNamedAtTheirLines) {
  const Outcome outcome = faults_of({true, false, true, false}, {true, true, true, true});
  EXPECT_THAT(outcome.lines(), ElementsAre(0, 2));
  EXPECT_TRUE(outcome.report.findings[0].fails);
  EXPECT_THAT(faults_of({false, false}, {true, true}).lines(), ElementsAre());
}

}  // namespace
}  // namespace sotto::checks
