#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/attributed_lines.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(SpeakersWithOneLineCheck, NamesWhoSpeaksOnlyOnce) {
  CheckedProduction book =
      attributed({guessed(document::kNarrator), guessed("anna"), guessed("peter"), guessed("anna"), guessed("ann")});
  const Outcome found = book.quick("speakers-with-one-line");
  EXPECT_THAT(found.lines(), ElementsAre(4, 2));
  EXPECT_THAT(found.messages(), ElementsAre("ann says only this", "peter says only this"));
  EXPECT_EQ(found.verdict(), contents::Verdict::noted);
  EXPECT_EQ(found.report.value, "2 of 4 speakers do");
}

TEST(SpeakersWithOneLineCheck, CountsTheWholeBook) {
  CheckedProduction book = attributed({guessed("anna"), guessed("peter")});
  // Peter speaks again in another chapter.
  book.report.cast[1].lines = 2;
  EXPECT_THAT(book.quick("speakers-with-one-line").lines(), ElementsAre(0));
}

}  // namespace
}  // namespace sotto::checks
