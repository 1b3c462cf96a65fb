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

TEST(VoicesApartCheck, NamesTwoWhoShareASceneAndSoundAlike) {
  CheckedProduction book({"anna", "ruth"});
  EXPECT_EQ(book.listen("voices-apart").verdict(), contents::Verdict::skipped);
  book.voices[{"anna", ""}] = book.voices[{"ruth", ""}] = voice(3.5, 40);
  book.report.distances = {{"anna", "ruth", 0.4, 2, 0.5, true}, {"anna", "peter", 0, 0, 0, false}};
  const Outcome outcome = book.listen("voices-apart");
  EXPECT_EQ(outcome.verdict(), contents::Verdict::failed);
  EXPECT_THAT(outcome.messages(), ElementsAre("anna and ruth are 0.5 steps apart (0.4 semitones, 2.0 dB of timbre)"));
  book.report.distances[0].distance = 1;
  EXPECT_EQ(book.listen("voices-apart").verdict(), contents::Verdict::passed);
}

TEST(VoicesApartCheck, OnlyNotesThoseWhoSayTooLittle) {
  CheckedProduction book({"anna", "ruth"});
  book.voices[{"anna", ""}] = voice(3.5, 40);
  book.voices[{"ruth", ""}] = voice(2.5, 40);
  book.report.distances = {{"anna", "ruth", 0.4, 2, 0.5, true}};
  EXPECT_EQ(book.listen("voices-apart").verdict(), contents::Verdict::noted);
}

}  // namespace
}  // namespace sotto::checks
