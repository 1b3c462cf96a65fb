#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(DropoutsCheck, NamesTakesWithHoles) {
  CheckedProduction book({"anna", "peter"});
  book.take(0).missing = Seconds{0.03};
  EXPECT_EQ(book.listen("dropouts").verdict(), contents::Verdict::passed);
  book.take(1).missing = Seconds{0.25};
  book.take(1).missing_at = Seconds{4.5};
  const Outcome outcome = book.listen("dropouts");
  EXPECT_THAT(outcome.lines(), ElementsAre(1));
  EXPECT_THAT(outcome.messages(), ElementsAre("250 ms of its speech are missing"));
  EXPECT_EQ(outcome.report.findings[0].time, Seconds{4.5});
}

}  // namespace
}  // namespace sotto::checks
