#include "report/analysis/speech_level.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/signals.h"

namespace sotto::analysis {
namespace {

Sound noisy(std::size_t frames, float gain = 1) {
  Sound sound(frames);
  for (std::size_t c = 0; c < 2; ++c) {
    sound.channels[c] = sotto::testing::noise(0.1, frames, 7 + c);
    for (float& x : sound.channels[c]) x *= gain;
  }
  return sound;
}

TEST(SpeechLevel, IsTheSameWithPausesInIt) {
  const Sound all = noisy(4 * 44100);
  Sound paused = all;
  for (auto& channel : paused.channels) std::fill_n(channel.begin() + 44100, 44100, 0.0F);
  EXPECT_NEAR(speech_level(paused, paused.frames())->value, speech_level(all, all.frames())->value, 0.1);
}

TEST(SpeechLevel, FollowsTheGain) {
  EXPECT_NEAR((*speech_level(noisy(44100), 44100) - *speech_level(noisy(44100, 0.5F), 44100)).value, 6.02, 0.01);
}

TEST(SpeechLevel, IsOfTheFirstFrames) {
  Sound sound = noisy(2 * 44100);
  for (auto& channel : sound.channels) {
    std::transform(channel.begin() + 44100, channel.end(), channel.begin() + 44100, [](float x) { return 8 * x; });
  }
  EXPECT_NEAR(speech_level(sound, 44100)->value, speech_level(noisy(44100), 44100)->value, 0.1);
}

TEST(SpeechLevel, OfSilenceIsNone) { EXPECT_EQ(speech_level(Sound(44100), 44100), std::nullopt); }

}  // namespace
}  // namespace sotto::analysis
