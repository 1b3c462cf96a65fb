#include "report/analysis/voice_features.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "shared/audio.h"
#include "support/signals.h"

namespace sotto::analysis {
namespace {

/// A buzz of one pitch under two formants.
std::vector<std::int16_t> buzz(double hertz, double formant, double seconds, double breath = 0,
                               Hertz rate = testing::kTakeRate) {
  std::vector<std::int16_t> take(static_cast<std::size_t>(seconds * rate.value));
  std::uint32_t random = 1;
  for (std::size_t i = 0; i < take.size(); ++i) {
    const double t = static_cast<double>(i) / rate.value;
    double x = 0;
    for (int h = 1; hertz * h < 5000; ++h) {
      const double off = (hertz * h - formant) / 250;
      x += std::exp(-off * off / 2) * std::sin(2 * std::numbers::pi * hertz * h * t);
    }
    random = random * 1664525 + 1013904223;
    const double hiss = static_cast<double>(random >> 8) / (1 << 23) - 1;
    take[i] = static_cast<std::int16_t>(4000 * ((1 - breath) * x + breath * hiss));
  }
  return take;
}

TEST(VoiceFeatures, FindsThePitch) {
  for (const double hertz : {70.0, 110.0, 165.0, 220.0, 330.0, 440.0}) {
    const VoiceFeatures print = voice_features(buzz(hertz, 3 * hertz, 1), testing::kTakeRate);
    ASSERT_TRUE(print.pitch()) << hertz;
    EXPECT_NEAR(12 * std::log2(print.pitch()->value / hertz), 0, 0.5) << hertz;
    EXPECT_GT(print.voiced_share(), 0.9) << hertz;
  }
}

TEST(VoiceFeatures, BreathHasNoPitch) {
  const VoiceFeatures print = voice_features(buzz(150, 500, 1, 1), testing::kTakeRate);
  EXPECT_LT(print.voiced_share(), 0.1);
  EXPECT_FALSE(print.pitch());
}

TEST(VoiceFeatures, SilenceHasNone) {
  EXPECT_EQ(voice_features({}, testing::kTakeRate).frames, 0U);
  EXPECT_FALSE(voice_features(std::vector<std::int16_t>(22050), testing::kTakeRate).pitch());
}

TEST(VoiceFeatures, JoiningAndPartingUndoEachOther) {
  const VoiceFeatures a = voice_features(buzz(110, 500, 0.5), testing::kTakeRate);
  const VoiceFeatures b = voice_features(buzz(220, 900, 0.5), testing::kTakeRate);
  VoiceFeatures both = a;
  both.join(b);
  EXPECT_EQ(both.frames, a.frames + b.frames);
  both.part(b);
  EXPECT_EQ(both.pitches, a.pitches);
  EXPECT_NEAR(distance(both, a).distance, 0, 1e-9);
}

TEST(VoiceFeatures, DistanceCountsPitchAndTimbre) {
  const VoiceFeatures low = voice_features(buzz(110, 500, 1), testing::kTakeRate);
  const VoiceFeatures octave = voice_features(buzz(220, 500, 1), testing::kTakeRate);
  const VoiceFeatures bright = voice_features(buzz(110, 1500, 1), testing::kTakeRate);
  EXPECT_NEAR(distance(low, octave).pitch, 12, 0.5);
  EXPECT_LT(distance(low, bright).pitch, 0.5);
  EXPECT_GT(distance(low, bright).timbre, 2 * distance(low, octave).timbre);
  EXPECT_EQ(distance(low, bright).distance, distance(bright, low).distance);
}

TEST(VoiceFeaturesTest, TheSameVoiceAtAnotherRateIsTheSameVoice) {
  const VoiceFeatures here = voice_features(buzz(150, 600, 1), testing::kTakeRate);
  for (const double rate : {16000.0, 24000.0, 44100.0, 48000.0}) {
    const VoiceFeatures there = voice_features(buzz(150, 600, 1, 0, {rate}), {rate});
    EXPECT_NEAR(there.pitch()->value, here.pitch()->value, 1) << rate;
    EXPECT_NEAR(there.mean_centroid()->value, here.mean_centroid()->value, 10) << rate;
    EXPECT_LT(distance(here, there).pitch, 0.1) << rate;
    EXPECT_NEAR(there.speech().value, here.speech().value, 0.03) << rate;
  }
}

}  // namespace
}  // namespace sotto::analysis
