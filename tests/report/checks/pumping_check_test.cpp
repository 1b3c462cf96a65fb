#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(PumpingCheck, NamesABedThatRisesInShortPauses) {
  CheckedProduction book({"anna"});
  EXPECT_EQ(book.listen("pumping").verdict(), contents::Verdict::skipped);
  book.measured.bed_under_speech = Lufs{-42};
  book.measured.bed_in_pauses = Lufs{-40};
  EXPECT_EQ(book.listen("pumping").verdict(), contents::Verdict::passed);
  book.measured.bed_in_pauses = Lufs{-38};
  EXPECT_THAT(book.listen("pumping").messages(), ElementsAre("rises by 4.0 LU in short pauses"));
}

}  // namespace
}  // namespace sotto::checks
