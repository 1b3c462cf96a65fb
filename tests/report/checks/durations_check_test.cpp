#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

/// Lines of 30 letters that take so many seconds each.
CheckedProduction lines_of(const std::vector<double>& lengths) {
  CheckedProduction book(std::vector<std::string>(lengths.size(), "anna"));
  for (std::size_t l = 0; l < lengths.size(); ++l) {
    book.line(l).words = {{std::string(30, 'a'), Seconds{0}, Seconds{lengths[l]}}};
  }
  return book;
}

TEST(DurationsCheck, AllowsWhatTheLimitAllows) {
  EXPECT_EQ(lines_of({2, 2, 2, 6, 0.7}).quick("durations").verdict(), contents::Verdict::passed);
}

TEST(DurationsCheck, NamesLinesThatTakeFarMoreOrLess) {
  const Outcome outcome = lines_of({2, 2, 2, 6.2, 0.6}).quick("durations");
  EXPECT_THAT(outcome.lines(), ElementsAre(3, 4));
  EXPECT_EQ(outcome.messages()[0], "takes 3.10 times as long as the speaker usually needs");
  EXPECT_EQ(outcome.report.limit, "between 1/3 and 3 times the usual");
}

TEST(DurationsCheck, DoesNotJudgeShortLines) {
  CheckedProduction book = lines_of({2, 2, 2, 9});
  book.line(3).words[0].text = "no";
  EXPECT_EQ(book.quick("durations").verdict(), contents::Verdict::passed);
}

}  // namespace
}  // namespace sotto::checks
