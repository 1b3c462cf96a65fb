#include "synthesis/engine/whisper.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <cmath>
#include <vector>

#include "support/speech.h"

namespace sotto::engine {
namespace {

constexpr Hertz kWhisperRate{16000};

/// Pulses at 120 Hz through two resonances, as a vowel is made.
std::vector<std::int16_t> vowel() {
  std::vector<double> sound(16000);
  for (std::size_t i = 0; i < sound.size(); ++i) sound[i] = i % 133 == 0 ? 9000 : 0;
  for (const double formant : {600.0, 1700.0}) {
    const double radius = 0.985;
    const double turn = 2 * radius * std::cos(2 * 3.14159265 * formant / kWhisperRate.value);
    for (std::size_t i = 2; i < sound.size(); ++i) {
      sound[i] = sound[i] * 0.1 + turn * sound[i - 1] - radius * radius * sound[i - 2];
    }
  }
  std::vector<std::int16_t> samples;
  for (const double x : sound) samples.push_back(static_cast<std::int16_t>(std::clamp(x, -30000.0, 30000.0)));
  return samples;
}

TEST(Whisper, HasNoVoiceAndTheSameLevel) {
  auto speech = vowel();
  const auto plain = testing::measure_speech(testing::floats(speech), kWhisperRate);
  EXPECT_GT(plain.voiced, 0.9);
  double before = 0;
  for (const auto x : speech) before += x * x;
  whisper(speech, kWhisperRate);
  double after = 0;
  for (const auto x : speech) after += x * x;
  EXPECT_NEAR(after / before, 1, 0.5);
  EXPECT_LT(testing::measure_speech(testing::floats(speech), kWhisperRate).voiced, 0.15);
}

TEST(Whisper, IsTheSameTwiceAndOfSilenceSilence) {
  auto once = vowel();
  auto again = once;
  whisper(once, kWhisperRate);
  whisper(again, kWhisperRate);
  EXPECT_EQ(once, again);
  std::vector<std::int16_t> silence(4000);
  whisper(silence, kWhisperRate);
  EXPECT_EQ(silence, std::vector<std::int16_t>(4000));
}

}  // namespace
}  // namespace sotto::engine
