#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

/// So many lines of each, that say enough to be compared.
CheckedProduction three_speakers() {
  CheckedProduction book({"anna", "anna", "peter", "peter", "ruth", "ruth"});
  for (const char* who : {"anna", "peter", "ruth"}) book.made.cast.voices[who] = {};
  return book;
}

TEST(SpeakerLevelsCheck, ComparesEachWithTheMiddleOne) {
  CheckedProduction book = three_speakers();
  for (const std::size_t c : {2U, 3U}) book.take(c).level = Lufs{-19};
  EXPECT_EQ(book.listen("speaker-levels").verdict(), contents::Verdict::passed);
  for (const std::size_t c : {2U, 3U}) book.take(c).level = Lufs{-22};
  const Outcome outcome = book.listen("speaker-levels");
  EXPECT_THAT(outcome.messages(), ElementsAre("peter is 4.0 LU softer than the middle"));
  EXPECT_EQ(outcome.verdict(), contents::Verdict::failed);
}

TEST(SpeakerLevelsCheck, CountsPlainLinesAlone) {
  CheckedProduction book = three_speakers();
  for (const std::size_t c : {2U, 3U}) {
    book.take(c).level = Lufs{-22};
    book.deliver(c, "whisper");
  }
  EXPECT_EQ(book.listen("speaker-levels").verdict(), contents::Verdict::passed);
}

TEST(SpeakerLevelsCheck, IsSkippedWhereNobodySaysEnough) {
  EXPECT_EQ(CheckedProduction({"anna", "peter"}).listen("speaker-levels").verdict(), contents::Verdict::skipped);
}

}  // namespace
}  // namespace sotto::checks
