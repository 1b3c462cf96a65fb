#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

/// A voice of so many seconds, all of it voiced at one pitch.
analysis::VoiceFeatures voice(double seconds, std::size_t pitch) {
  analysis::VoiceFeatures features;
  features.frames = features.voiced = static_cast<std::size_t>(seconds / 0.02);
  features.pitches[pitch] = static_cast<std::uint32_t>(features.frames);
  return features;
}

/// Anna and Peter with three lines each of so many seconds, two octaves apart.
CheckedProduction two_voices(double seconds = 3) {
  CheckedProduction book({"anna", "anna", "anna", "peter", "peter", "peter"});
  for (std::size_t c = 0; c < 6; ++c) book.take(c).voice = voice(seconds, c < 3 ? 60 : 12);
  return book;
}

Outcome checked(CheckedProduction& book) {
  book.voices = collect_voice_features(book.context().chapters);
  return book.listen("own-voice");
}

TEST(OwnVoiceCheck, NamesALineInAnothersVoice) {
  CheckedProduction book = two_voices();
  EXPECT_EQ(checked(book).verdict(), contents::Verdict::passed);
  book.take(1).voice = voice(1.5, 12);
  const Outcome outcome = checked(book);
  EXPECT_THAT(outcome.lines(), ElementsAre(1));
  EXPECT_THAT(outcome.messages(), ElementsAre(::testing::StartsWith("sounds like peter rather than anna, by ")));
}

TEST(OwnVoiceCheck, DoesNotJudgeByTooFewOtherLines) {
  CheckedProduction book = two_voices(1.5);
  book.take(1).voice = voice(1.5, 12);
  EXPECT_NE(checked(book).verdict(), contents::Verdict::failed);
}

TEST(OwnVoiceCheck, DoesNotJudgeALineThatIsTooShort) {
  CheckedProduction book = two_voices();
  book.take(1).voice = voice(0.5, 12);
  EXPECT_EQ(checked(book).verdict(), contents::Verdict::passed);
}

TEST(OwnVoiceCheck, IsSkippedWithoutLinesToCompareWith) {
  CheckedProduction book({"anna"});
  book.take(0).voice = voice(1.5, 60);
  EXPECT_EQ(checked(book).verdict(), contents::Verdict::skipped);
}

}  // namespace
}  // namespace sotto::checks
