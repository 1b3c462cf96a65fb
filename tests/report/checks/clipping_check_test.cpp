#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(ClippingCheck, NamesEachPassage) {
  CheckedProduction book({"anna", "peter"});
  EXPECT_EQ(book.listen("clipping").verdict(), contents::Verdict::passed);
  book.measured.clipped = {{Seconds{4.5}, Seconds{0.02}, 0.99}};
  const Outcome outcome = book.listen("clipping");
  EXPECT_THAT(outcome.lines(), ElementsAre(1));
  EXPECT_THAT(outcome.messages(), ElementsAre("clipped for 0.02 s"));
  EXPECT_EQ(outcome.report.value, "1 passage");
}

}  // namespace
}  // namespace sotto::checks
