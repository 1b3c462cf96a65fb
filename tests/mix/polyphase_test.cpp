#include "mix/polyphase.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "support/signals.h"

namespace sotto::mix {
namespace {

/// How far a tone is from itself at the other rate, in dB under it.
double error_of(double frequency, Hertz from, Hertz to) {
  const auto in = testing::sine({frequency}, 0.5, static_cast<std::size_t>(2 * from.value), from);
  std::vector<float> out;
  Polyphase().run(in, from, to, out);
  const auto expected = testing::sine({frequency}, 0.5, out.size(), to);
  std::vector<float> difference(static_cast<std::size_t>(to.value));
  const std::size_t middle = out.size() / 4;
  for (std::size_t i = 0; i < difference.size(); ++i) difference[i] = out[middle + i] - expected[middle + i];
  return 20 * std::log10(testing::rms(difference) / testing::rms(expected));
}

TEST(Polyphase, ATonesPitchLevelAndPlaceStay) {
  for (const auto& [from, to] : std::vector<std::pair<double, double>>{{8000, 44100},
                                                                       {11025, 44100},
                                                                       {16000, 44100},
                                                                       {24000, 44100},
                                                                       {32000, 44100},
                                                                       {48000, 44100},
                                                                       {16000, 22050},
                                                                       {48000, 22050}}) {
    const double limit = std::min(from, to) / 2;
    for (const double share : {0.01, 0.1, 0.4, 0.7, 0.88}) {
      EXPECT_LT(error_of(share * limit, {from}, {to}), -85) << from << " to " << to << ", " << share * limit << " Hz";
    }
  }
}

TEST(Polyphase, WhatTheLowerRateCannotHoldIsTakenAway) {
  const auto in = testing::sine({20000}, 0.5, 48000, {48000});
  std::vector<float> out;
  Polyphase().run(in, {48000}, {22050}, out);
  EXPECT_LT(testing::rms(std::span(out).subspan(2000, out.size() - 4000)), 0.5e-4);
}

TEST(Polyphase, AConstantStaysOne) {
  std::vector<float> out;
  Polyphase().run(std::vector<float>(2000, 0.25F), {16000}, {44100}, out);
  for (std::size_t i = 200; i < out.size() - 200; ++i) ASSERT_NEAR(out[i], 0.25F, 1e-6F) << i;
}

TEST(Polyphase, MakesBegunFramesWhole) {
  Polyphase polyphase;
  std::vector<float> out;
  for (const std::size_t frames : {0U, 1U, 2U, 159U, 160U, 161U, 16000U}) {
    polyphase.run(testing::noise(0.5, frames), {16000}, {44100}, out);
    EXPECT_EQ(out.size(), (frames * 441 + 159) / 160);
    EXPECT_EQ(out.size(), resampled_frames(frames, {16000}, {44100}));
  }
}

TEST(Polyphase, TheSameWhateverItDidBefore) {
  Polyphase polyphase;
  const auto sound = testing::noise(0.5, 3000);
  std::vector<float> first;
  std::vector<float> other;
  std::vector<float> again;
  polyphase.run(sound, {16000}, {44100}, first);
  polyphase.run(sound, {48000}, {44100}, other);
  polyphase.run(sound, {16000}, {44100}, again);
  EXPECT_EQ(first, again);
  EXPECT_NE(first.size(), other.size());
}

TEST(Polyphase, TakesRatiosOfSmallWholeNumbers) {
  for (const double rate : {8000.0, 11025.0, 16000.0, 22050.0, 24000.0, 32000.0, 48000.0, 96000.0}) {
    EXPECT_TRUE(Polyphase::takes({rate}, {44100})) << rate;
  }
  for (const double rate : {0.0, 22050.5, 22051.0}) EXPECT_FALSE(Polyphase::takes({rate}, {44100})) << rate;
}

}  // namespace
}  // namespace sotto::mix
