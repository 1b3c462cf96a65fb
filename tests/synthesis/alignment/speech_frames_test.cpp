#include "synthesis/alignment/speech_frames.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sotto::alignment {
namespace {

constexpr Hertz kTestRate{16000};

/// Tones of a tenth of a second at these frequencies, 0 being silence.
std::vector<std::int16_t> tones(const std::vector<double>& frequencies, Hertz rate = kTestRate) {
  std::vector<std::int16_t> sound;
  for (const double frequency : frequencies) {
    for (int i = 0; i < rate.value / 10; ++i) {
      sound.push_back(static_cast<std::int16_t>(8000 * std::sin(2 * std::numbers::pi * frequency * i / rate.value)));
    }
  }
  return sound;
}

TEST(SpeechFrames, AreAHundredASecondWithoutTheSilenceAtTheEnds) {
  const SpeechFrames frames = speech_frames(tones({0, 0, 300, 900, 300, 0, 0, 0}), kTestRate);
  EXPECT_NEAR(static_cast<double>(frames.size()), 31, 2);
  EXPECT_NEAR(frames.positions.front(), 3200, 200);
  EXPECT_EQ(frames.values.size(), frames.size() * SpeechFrames::kDimensions);
}

TEST(SpeechFrames, ASilenceInsideIsCutShort) {
  const SpeechFrames brief = speech_frames(tones({300, 0, 900}), kTestRate);
  const SpeechFrames lengthy = speech_frames(tones({300, 0, 0, 0, 0, 0, 900}), kTestRate);
  EXPECT_NEAR(static_cast<double>(brief.size()), static_cast<double>(lengthy.size()), 1);
}

TEST(SpeechFrames, PlacesGoThereAndBack) {
  const SpeechFrames frames = speech_frames(tones({300, 0, 0, 0, 900, 300}), kTestRate);
  for (const double sample : {200.0, 1000.0, 1600.0, 6400.0, 8000.0, 9600.0}) {
    EXPECT_NEAR(frames.sample(frames.at(sample)), sample, 1) << sample;
  }
}

TEST(SpeechFrames, AreTheSameAtAnyLevelAndNearlySoAtAnyRate) {
  const std::vector<double> melody = {300, 900, 500, 1500};
  auto quiet = tones(melody);
  for (auto& sample : quiet) sample = static_cast<std::int16_t>(sample / 4);
  const SpeechFrames loud = speech_frames(tones(melody), kTestRate);
  const SpeechFrames soft = speech_frames(quiet, kTestRate);
  const SpeechFrames fast = speech_frames(tones(melody, {24000}), {24000});
  ASSERT_EQ(loud.size(), soft.size());
  const auto distance = [](const SpeechFrames& a, const SpeechFrames& b, std::size_t frame) {
    double sum = 0;
    for (std::size_t d = 0; d < SpeechFrames::kDimensions; ++d) sum += std::pow(a.of(frame)[d] - b.of(frame)[d], 2);
    return std::sqrt(sum);
  };
  EXPECT_LT(distance(loud, soft, 10), 2);
  EXPECT_LT(distance(loud, fast, 5), 0.5 * distance(loud, loud, 5) + 20);
}

TEST(SpeechFrames, SilenceAndSnippetsHaveNone) {
  EXPECT_EQ(speech_frames({}, kTestRate).size(), 0U);
  EXPECT_EQ(speech_frames(std::vector<std::int16_t>(100), kTestRate).size(), 0U);
}

}  // namespace
}  // namespace sotto::alignment
