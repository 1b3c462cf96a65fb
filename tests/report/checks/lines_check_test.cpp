#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

/// As its timeline has it.
CheckedProduction spoken() {
  CheckedProduction book({"anna", "peter"});
  for (const mix::Cue& cue : book.timeline().cues) {
    synthesis::SynthesizedSentence& sentence = book.synthesized.sentences.emplace_back();
    sentence.line = cue.line;
    sentence.take = cue.take;
  }
  return book;
}

TEST(LinesCheck, PassesWhereEachTakeStandsInTheChapterOnce) {
  const Outcome outcome = spoken().quick("lines");
  EXPECT_EQ(outcome.verdict(), contents::Verdict::passed);
  EXPECT_EQ(outcome.report.value, "2 lines, 0 missing");
}

TEST(LinesCheck, NamesWhatIsMissing) {
  CheckedProduction book = spoken();
  book.synthesized.sentences[1].take.clear();
  book.timeline().cues.pop_back();
  EXPECT_THAT(book.quick("lines").messages(), ElementsAre("the engine could not say it"));
  book.synthesized.sentences.pop_back();
  EXPECT_THAT(book.quick("lines").messages(), ElementsAre("has no take"));
  // Nothing is to be said of a line without words.
  book.line(1).text = "...";
  EXPECT_EQ(book.quick("lines").verdict(), contents::Verdict::passed);
}

TEST(LinesCheck, NamesWhatStandsTwiceOrTooEarly) {
  CheckedProduction book = spoken();
  book.timeline().cues.push_back(book.timeline().cues[0]);
  EXPECT_THAT(book.quick("lines").messages(),
              ElementsAre("begins before the take before it has ended", "stands 2 times in the chapter"));
}

TEST(LinesCheck, NamesAnotherTakeAtItsPlace) {
  CheckedProduction book = spoken();
  book.timeline().cues[0].take = "another";
  EXPECT_THAT(book.quick("lines").lines(), ElementsAre(0));
  book = spoken();
  book.synthesized.sentences[0].line = book.timeline().cues[0].line = synthesis::kTitle;
  book.timeline().cues[0].take = "another";
  EXPECT_EQ(book.quick("lines").messages()[0], "the title: another take stands at its place");
}

}  // namespace
}  // namespace sotto::checks
