#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(IntelligibilityCheck, NamesTheLowestAlsoWhereTheyAreGood) {
  CheckedProduction book({"anna", "peter"});
  book.line(0).intelligibility = 0.98;
  book.line(1).intelligibility = 0.95;
  const Outcome outcome = book.listen("intelligibility");
  EXPECT_EQ(outcome.verdict(), contents::Verdict::passed);
  EXPECT_THAT(outcome.lines(), ElementsAre(1, 0));
  EXPECT_EQ(outcome.report.value, "lowest spoken: 0.950");
}

TEST(IntelligibilityCheck, AllowsAWhisperMore) {
  CheckedProduction book({"anna"});
  book.line(0).intelligibility = 0.91;
  EXPECT_EQ(book.listen("intelligibility").verdict(), contents::Verdict::failed);
  book.deliver(0, "whisper");
  const Outcome outcome = book.listen("intelligibility");
  EXPECT_EQ(outcome.verdict(), contents::Verdict::passed);
  EXPECT_EQ(outcome.report.value, "lowest whispered: 0.910");
}

TEST(IntelligibilityCheck, JudgesShortLinesTogether) {
  CheckedProduction book({"anna", "anna"});
  for (std::size_t l = 0; l < 2; ++l) book.line(l).end = book.line(l).begin + Seconds{1.5};
  book.line(0).intelligibility = 0.89;
  book.line(1).intelligibility = 0.99;
  const Outcome together = book.listen("intelligibility");
  EXPECT_EQ(together.verdict(), contents::Verdict::passed);
  EXPECT_EQ(together.messages()[0], "0.890; 0.940 with the other short lines; spoken, at least 0.93");
  // By itself it is too short to tell.
  book.line(1).intelligibility.reset();
  EXPECT_EQ(book.listen("intelligibility").verdict(), contents::Verdict::skipped);
}

}  // namespace
}  // namespace sotto::checks
