#include "mix/thunder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include "shared/audio.h"
#include "support/signals.h"
#include "support/texture.h"

namespace sotto::mix {
namespace {

constexpr std::size_t kThunderSecond = 44100;

struct StereoThunder {
  std::vector<float> left;
  std::vector<float> right;
};

/// The frames from `first` on of a stroke that began at frame 1000.
StereoThunder stroke(std::uint64_t number, float gain, std::int64_t first, std::size_t length, double strength = 0.5) {
  StereoThunder sound{std::vector<float>(length), std::vector<float>(length)};
  add_thunder(number, 1000, gain, strength, first, sound.left, sound.right);
  return sound;
}

TEST(Thunder, IsPlacelessAndTheSameFromAnyPoint) {
  const StereoThunder whole = stroke(3, 0.1F, 0, 10 * kThunderSecond);
  const StereoThunder part = stroke(3, 0.1F, 40000, 5000);
  for (std::size_t i = 0; i < 5000; ++i) ASSERT_EQ(part.left[i], whole.left[40000 + i]);
  for (std::size_t i = 0; i < 1000; ++i) ASSERT_EQ(whole.left[i], 0);
  EXPECT_EQ(whole.left.back(), 0);
  EXPECT_LT(std::fabs(testing::correlation(whole.left, whole.right)), 0.3);
}

/// Recordings have 90 % of their power under 428 to 463 Hz, and a speaker that begins at 300 Hz loses 4.4 to 6.4 dB of
/// it.
TEST(Thunder, IsHeardFromASmallSpeaker) {
  for (std::uint64_t number = 1; number < 5; ++number) {
    for (const double strength : {0.5, 1.0}) {
      const std::vector<float> sound = stroke(number, 0.1F, 0, 10 * kThunderSecond, strength).left;
      EXPECT_GT(testing::share_above(sound, {390}), 0.1) << number << " of " << strength;
      EXPECT_LT(testing::share_above(sound, {540}), 0.1) << number << " of " << strength;
      EXPECT_LT(-10 * std::log10(testing::share_above(sound, {300})), 8) << number << " of " << strength;
    }
  }
}

TEST(Thunder, ANearOneBeginsWithAClap) {
  const auto begins = [](double strength) {
    const std::vector<float> sound = stroke(3, 0.1F, 0, kThunderSecond, strength).left;
    return testing::rms(std::span(sound).subspan(1000, kThunderSecond / 20));
  };
  EXPECT_GT(begins(0.9), 2 * begins(0.5)) << "a far one swells";
}

TEST(Thunder, ComesAndGoesWithoutAStep) {
  const StereoThunder sound = stroke(5, 0.1F, 0, 10 * kThunderSecond);
  const auto level = [&](double from, double to) {
    return testing::rms(std::span(sound.left)
                            .subspan(1000 + static_cast<std::size_t>(from * kThunderSecond),
                                     static_cast<std::size_t>((to - from) * kThunderSecond)));
  };
  EXPECT_LT(level(0, 0.05), 0.1 * level(0.6, 1.6)) << "it swells";
  EXPECT_LT(level(7, 8), 0.3 * level(0.6, 1.6)) << "it dies away";
  EXPECT_LT(level(8.9, 9), 0.01 * level(0.6, 1.6)) << "and is gone at its end";
  // Nothing above 900 Hz: from frame to frame it moves by at most the slope of that frequency.
  double steepest = 0;
  double loudest = 0;
  for (std::size_t i = 1; i < sound.left.size(); ++i) {
    steepest = std::max(steepest, static_cast<double>(std::fabs(sound.left[i] - sound.left[i - 1])));
    loudest = std::max(loudest, static_cast<double>(std::fabs(sound.left[i])));
  }
  EXPECT_LT(steepest, loudest * 2 * std::numbers::pi * 900 / kMasterRate.value * 1.05);
}

TEST(Thunder, IsAsLoudAsAskedAndEachStrokeIsAnother) {
  const StereoThunder one = stroke(1, 0.1F, 0, 10 * kThunderSecond);
  const StereoThunder twice = stroke(1, 0.2F, 0, 10 * kThunderSecond);
  for (std::size_t i = 0; i < one.left.size(); i += 97) ASSERT_FLOAT_EQ(twice.left[i], 2 * one.left[i]);
  const StereoThunder other = stroke(2, 0.1F, 0, 10 * kThunderSecond);
  EXPECT_LT(std::fabs(testing::correlation(one.left, other.left)), 0.3);
  for (std::uint64_t number = 0; number < 8; ++number) {
    const StereoThunder sound = stroke(number, 0.1F, 0, 10 * kThunderSecond);
    double loudest = 0;
    for (std::size_t i = 0; i + kThunderSecond / 2 <= sound.left.size(); i += kThunderSecond / 20) {
      loudest = std::max(loudest, testing::rms(std::span(sound.left).subspan(i, kThunderSecond / 2)));
    }
    EXPECT_GT(loudest, 0.04) << number;
    EXPECT_LT(loudest, 0.13) << number;
  }
}

TEST(Thunder, IsAddedToWhatIsThere) {
  StereoThunder sound{std::vector<float>(5000, 0.5F), std::vector<float>(5000, -0.25F)};
  add_thunder(3, 1000, 0.1F, 0.5, 40000, sound.left, sound.right);
  const StereoThunder alone = stroke(3, 0.1F, 40000, 5000);
  for (std::size_t i = 0; i < 5000; ++i) {
    ASSERT_FLOAT_EQ(sound.left[i], 0.5F + alone.left[i]);
    ASSERT_FLOAT_EQ(sound.right[i], -0.25F + alone.right[i]);
  }
}

}  // namespace
}  // namespace sotto::mix
