#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(SpeechOverBedCheck, NamesTheLowestFirst) {
  CheckedProduction book({"anna", "peter", "ruth"});
  book.line(0).over_bed = Decibels{18};
  EXPECT_EQ(book.listen("speech-over-bed").verdict(), contents::Verdict::passed);
  book.line(1).over_bed = Decibels{17};
  book.line(2).over_bed = Decibels{12};
  const Outcome outcome = book.listen("speech-over-bed");
  EXPECT_THAT(outcome.lines(), ElementsAre(2, 1));
  EXPECT_EQ(outcome.messages()[0], "12.0 LU over the bed");
  EXPECT_EQ(outcome.report.value, "lowest: 12.0 LU");
}

TEST(SpeechOverBedCheck, OnlyNotesAShortLineWithinItsSlack) {
  CheckedProduction book({"anna"});
  book.line(0).end = book.line(0).begin + Seconds{0.9};
  book.line(0).over_bed = Decibels{15.5};
  EXPECT_EQ(book.listen("speech-over-bed").verdict(), contents::Verdict::noted);
  book.line(0).over_bed = Decibels{14.5};
  EXPECT_EQ(book.listen("speech-over-bed").verdict(), contents::Verdict::failed);
}

TEST(SpeechOverBedCheck, IsNotMadeOfADryEdition) {
  CheckedProduction book({"anna"});
  const auto& check = std::get<ListeningCheck>(check_named("speech-over-bed").run);
  EXPECT_TRUE(check.applies(book.context()));
  book.made.book.ambience.scene.bed = {document::Bed::Kind::none};
  EXPECT_FALSE(check.applies(book.context()));
}

}  // namespace
}  // namespace sotto::checks
