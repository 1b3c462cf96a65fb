#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(ClicksCheck, NamesTheLineThatIsHeardThen) {
  CheckedProduction book({"anna", "peter"});
  EXPECT_EQ(book.listen("clicks").report.value, "0 clicks");
  book.measured.clicks = {{Seconds{3.5}, {}, -20}, {Seconds{0.2}, {}, -12}};
  const Outcome outcome = book.listen("clicks");
  EXPECT_EQ(outcome.verdict(), contents::Verdict::failed);
  // In a pause it is the line before; before the first, none.
  EXPECT_THAT(outcome.lines(), ElementsAre(0, 999));
  EXPECT_THAT(outcome.messages(), ElementsAre("a click of -20 dBFS", "a click of -12 dBFS"));
}

}  // namespace
}  // namespace sotto::checks
