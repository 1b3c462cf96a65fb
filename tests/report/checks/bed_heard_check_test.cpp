#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(BedHeardCheck, NamesAChapterWhoseBedIsLost) {
  CheckedProduction book({"anna"});
  EXPECT_EQ(book.listen("bed-heard").verdict(), contents::Verdict::skipped);
  book.measured.bed_in_rests = Lufs{-48};
  EXPECT_EQ(book.listen("bed-heard").verdict(), contents::Verdict::passed);
  book.measured.bed_in_rests = Lufs{-49};
  EXPECT_THAT(book.listen("bed-heard").messages(), ElementsAre("31.0 LU under the speech"));
}

TEST(BedHeardCheck, TakesTheDuckingOffWhereThereIsNoRest) {
  CheckedProduction book({"anna"});
  book.made.book.ambience.duck = Decibels{4};
  book.measured.bed_under_speech = Lufs{-52};
  EXPECT_EQ(book.listen("bed-heard").report.value, "softest: 30.0 LU under");
}

TEST(BedHeardCheck, ABedIsAsSoftAsTheBookAsksFor) {
  CheckedProduction book({"anna"});
  book.made.book.ambience.level = Decibels{-30};
  book.measured.bed_in_rests = Lufs{-50};
  EXPECT_EQ(book.listen("bed-heard").verdict(), contents::Verdict::passed);
  book.measured.bed_in_rests = Lufs{-52};
  EXPECT_EQ(book.listen("bed-heard").verdict(), contents::Verdict::failed);
}

}  // namespace
}  // namespace sotto::checks
