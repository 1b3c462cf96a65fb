#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(DcCheck, TellsOfAWholeFileOnce) {
  CheckedProduction book({"anna", "peter"});
  book.measured.dc = {0.001, -0.002};
  EXPECT_EQ(book.listen("dc").verdict(), contents::Verdict::passed);
  book.measured.dc = {0.001, -0.003};
  EXPECT_THAT(book.listen("dc").messages(), ElementsAre("offset +0.0010 left, -0.0030 right"));
}

TEST(DcCheck, NamesAStretchByItsFurthest) {
  CheckedProduction book({"anna", "peter"});
  book.measured.offset = {Seconds{4}, {0.0F, 0.004F, 0.006F, 0.0F}};
  const Outcome outcome = book.listen("dc");
  EXPECT_THAT(outcome.messages(), ElementsAre("offset +0.0060 for 8 s"));
  EXPECT_THAT(outcome.lines(), ElementsAre(1));
}

}  // namespace
}  // namespace sotto::checks
