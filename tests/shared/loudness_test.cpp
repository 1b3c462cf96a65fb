// The loudness meter against the signals of EBU Tech 3341 and against libebur128.

#include "shared/loudness.h"

#include <ebur128.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "support/signals.h"

namespace sotto {
namespace {

using testing::interleaved;
using testing::noise;
using testing::sine;

struct Reference {
  double integrated = 0;
  double range = 0;
};

Reference reference(const std::vector<float>& samples, unsigned channels, Hertz rate) {
  const auto release = [](ebur128_state* state) { ebur128_destroy(&state); };
  const std::unique_ptr<ebur128_state, decltype(release)> meter(
      ebur128_init(channels, static_cast<unsigned long>(rate.value),
                   static_cast<int>(EBUR128_MODE_I) | static_cast<int>(EBUR128_MODE_LRA)),
      release);
  ebur128_add_frames_float(meter.get(), samples.data(), samples.size() / channels);
  Reference result;
  ebur128_loudness_global(meter.get(), &result.integrated);
  ebur128_loudness_range(meter.get(), &result.range);
  return result;
}

LoudnessMeter measured(const std::vector<float>& samples, int channels, Hertz rate) {
  LoudnessMeter meter(channels, rate);
  meter.add(samples);
  return meter;
}

/// A sine on both channels whose level changes, as in Tech 3341: (dBFS, seconds).
std::vector<float> steps(const std::vector<std::pair<double, double>>& levels, Hertz rate) {
  std::vector<float> mono;
  for (const auto& [level, time] : levels) {
    const auto part = sine({1000}, amplitude({level}), static_cast<std::size_t>(frames({time}, rate)), rate);
    mono.insert(mono.end(), part.begin(), part.end());
  }
  return interleaved(mono, mono);
}

TEST(Loudness, SignalsOfTech3341) {
  const Hertz rate{48000};
  const std::vector<std::pair<std::vector<std::pair<double, double>>, double>> table = {
      {{{-23, 20}}, -23},
      {{{-33, 20}}, -33},
      {{{-36, 10}, {-23, 60}, {-36, 10}}, -23},
      {{{-72, 10}, {-36, 10}, {-23, 60}, {-36, 10}, {-72, 10}}, -23},
      {{{-26, 20}, {-20, 20.1}, {-26, 20}}, -23},
  };
  for (const auto& [levels, expected] : table) {
    EXPECT_NEAR(measured(steps(levels, rate), 2, rate).integrated()->value, expected, 0.1);
  }
}

TEST(Loudness, RangesOfTech3342) {
  const Hertz rate{48000};
  EXPECT_NEAR(measured(steps({{-20, 20}, {-30, 20}}, rate), 2, rate).range().value, 10, 1);
  EXPECT_NEAR(measured(steps({{-20, 20}, {-15, 20}}, rate), 2, rate).range().value, 5, 1);
  EXPECT_NEAR(measured(steps({{-40, 20}, {-20, 20}}, rate), 2, rate).range().value, 20, 1);
}

TEST(Loudness, AgreesWithLibebur128) {
  for (const Hertz rate : {Hertz{22050}, Hertz{44100}, Hertz{48000}}) {
    const auto count = static_cast<std::size_t>(8 * rate.value);
    std::vector<float> left = noise(0.2, count, 1);
    std::vector<float> right = sine({330}, 0.3, count, rate);
    for (std::size_t i = 0; i < count; ++i) {
      const float swell = static_cast<float>(i) / static_cast<float>(count);
      left[i] *= swell * swell;
      right[i] *= i % 40000 < 20000 ? 1.0F : 0.02F;
    }
    const auto stereo = interleaved(left, right);
    const Reference wanted = reference(stereo, 2, rate);
    const LoudnessMeter meter = measured(stereo, 2, rate);
    EXPECT_NEAR(meter.integrated()->value, wanted.integrated, 0.01) << rate.value;
    EXPECT_NEAR(meter.range().value, wanted.range, 0.3) << rate.value;
    EXPECT_NEAR(measured(left, 1, rate).integrated()->value, reference(left, 1, rate).integrated, 0.01) << rate.value;
  }
}

TEST(Loudness, BlocksOfAnySizeGiveTheSame) {
  const auto stereo = interleaved(noise(0.2, 60000, 1), noise(0.1, 60000, 2));
  const double whole = measured(stereo, 2, kMasterRate).integrated()->value;
  for (const std::size_t block : {std::size_t{1}, std::size_t{7}, std::size_t{4410}, std::size_t{5000}}) {
    LoudnessMeter meter(2, kMasterRate);
    for (std::size_t i = 0; i < stereo.size(); i += 2 * block) {
      meter.add(std::span(stereo).subspan(i, std::min(2 * block, stereo.size() - i)));
    }
    EXPECT_EQ(meter.integrated()->value, whole) << block;
  }
}

TEST(Loudness, SilenceHasNone) {
  LoudnessMeter meter(2, kMasterRate);
  EXPECT_FALSE(meter.integrated());
  EXPECT_EQ(meter.range().value, 0);
  meter.add(std::vector<float>(352800));
  EXPECT_FALSE(meter.integrated());
  EXPECT_EQ(meter.range().value, 0);
}

}  // namespace
}  // namespace sotto
