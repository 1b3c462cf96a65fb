#include "report/checks/speaker_features.h"

#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

analysis::VoiceFeatures voice(double seconds, std::size_t pitch, double voiced = 1) {
  analysis::VoiceFeatures features;
  features.frames = static_cast<std::size_t>(seconds / 0.02);
  features.voiced = static_cast<std::size_t>(voiced * seconds / 0.02);
  features.pitches[pitch] = static_cast<std::uint32_t>(features.voiced);
  return features;
}

TEST(SpeakerFeatures, AreCollectedBySpeakerAndDeliveryWithoutTheTitle) {
  CheckedProduction book({"narrator", "anna", "anna", "anna"});
  book.deliver(3, "whisper");
  book.timeline().cues[0].line = synthesis::kTitle;
  for (std::size_t c = 0; c < 4; ++c) book.take(c).voice = voice(1, 40);
  const VoiceFeaturesBySpeaker voices = collect_voice_features(book.context().chapters);
  EXPECT_EQ(voices.size(), 2U);
  EXPECT_EQ(voices.at({"anna", ""}).frames, 100U);
  EXPECT_EQ(voices.at({"anna", "whisper"}).frames, 50U);
}

TEST(SpeakerFeatures, AreThePlainOnesWhereThereIsEnough) {
  VoiceFeaturesBySpeaker voices = {{{"anna", ""}, voice(2, 40)}, {{"anna", "shout"}, voice(3, 60)}};
  EXPECT_EQ(features_of(voices, "anna").frames, 100U);
  voices[{"anna", ""}] = voice(1.9, 40);
  EXPECT_EQ(features_of(voices, "anna").frames, 95U + 150U);
  EXPECT_EQ(features_of(voices, "peter").frames, 0U);
}

TEST(SpeakerFeatures, ComparesDeliveriesWithTheSameSpeakersPlainLines) {
  CheckedProduction book({"anna", "anna", "anna", "peter"});
  book.deliver(1, "shout");
  book.deliver(2, "shout");
  book.deliver(3, "shout");
  for (std::size_t c = 0; c < 4; ++c) book.take(c).voice = voice(1, c == 0 ? 40 : 52, c == 0 ? 0.8 : 0.6);
  book.take(1).level = book.take(2).level = Lufs{-14};
  const auto chapters = book.context().chapters;
  const auto deliveries = compare_deliveries(chapters, collect_voice_features(chapters));
  // Peter says nothing plainly.
  ASSERT_EQ(deliveries.size(), 1U);
  EXPECT_EQ(deliveries[0].who, "anna");
  EXPECT_EQ(deliveries[0].lines, 2U);
  EXPECT_NEAR(deliveries[0].level.value, 4, 1e-9);
  EXPECT_NEAR(deliveries[0].voiced, 0.6, 1e-9);
  EXPECT_NEAR(deliveries[0].plain_voiced, 0.8, 1e-9);
  EXPECT_NEAR(deliveries[0].pitch, 6, 0.01);  // 12 of 24 steps an octave
}

TEST(SpeakerFeatures, PutPitchesIntoTheCast) {
  std::vector<contents::CastReport> cast(2);
  cast[0].id = "anna";
  cast[1].id = "peter";
  add_pitches({{{"anna", ""}, voice(2, 48)}, {{"peter", "shout"}, voice(2, 20)}}, cast);
  ASSERT_TRUE(cast[0].pitch);
  EXPECT_NEAR(cast[0].pitch->value, 220, 8);  // two octaves over 55 Hz
  EXPECT_TRUE(cast[0].pitch_range);
  EXPECT_FALSE(cast[1].pitch);
}

}  // namespace
}  // namespace sotto::checks
