#include "publish/true_peak.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "publish/peak_signals.h"

namespace sotto::publish {
namespace {

using testing::interleaved;
using testing::sine;

TEST(TruePeak, FindsCrestsBetweenTheSamples) {
  const auto mono = eased(hidden_crests(0.9, 4000));
  EXPECT_LT(decibels(*std::max_element(mono.begin(), mono.end())).value, -3.8);
  EXPECT_NEAR(measured_peak(interleaved(mono, mono)), decibels(0.9).value, 0.1);
  const auto silent = std::vector<float>(4000);
  EXPECT_NEAR(measured_peak(interleaved(silent, mono)), decibels(0.9).value, 0.1);
}

TEST(TruePeak, SinesOfAnyFrequencyAndPhase) {
  for (const double frequency : {100.0, 997.0, 5000.0, 11025.0, 15000.0, 19000.0}) {
    for (const double phase : {0.0, 0.4, 0.8, 1.2}) {
      const auto mono = eased(sine({frequency}, 0.5, 4000, kMasterRate, phase));
      // Fourfold oversampling misses a crest by at most 0.7 dB at 20 kHz (annex 2, table 1); far less below.
      EXPECT_NEAR(measured_peak(interleaved(mono, mono)), -6.02, frequency < 12000 ? 0.15 : 0.6) << frequency;
    }
  }
}

TEST(TruePeak, AgreesWithLibebur128) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    // Speech ends at 11 kHz: noise doubled in rate has nothing above.
    const auto slow = testing::noise(0.5, 3000, seed);
    std::vector<float> mono;
    for (std::size_t i = 0; i + 1 < slow.size(); ++i) {
      mono.push_back(slow[i]);
      mono.push_back((slow[i] + slow[i + 1]) / 2);
    }
    const auto stereo = interleaved(mono, mono);
    EXPECT_NEAR(measured_peak(stereo), reference_peak(stereo), 0.1) << seed;
  }
}

/// The largest value of a group, between its samples as well.
float highest(const Interpolator& interpolator, const float* group) {
  std::array<float, kPeakGroup> peaks;
  interpolator.peaks(group, peaks);
  return *std::max_element(peaks.begin(), peaks.end());
}

float largest_near(const std::vector<float>& three_groups) {
  return std::max({largest(three_groups.data()), largest(three_groups.data() + kPeakGroup),
                   largest(three_groups.data() + 2 * kPeakGroup)});
}

TEST(TruePeak, WhatMayNotExceedALimitDoesNot) {
  const Interpolator interpolator;
  std::size_t near = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    // Noise, and sines of all frequencies up to Nyquist's, where the bound is nearest to the truth.
    auto samples = testing::noise(0.5, 3 * kPeakGroup, seed);
    const double frequency = 73.5 * static_cast<double>(seed);
    if (seed % 4 != 0) samples = sine({frequency}, 0.5, samples.size(), kMasterRate, static_cast<double>(seed));
    const float* group = samples.data() + kPeakGroup;
    const float peak = highest(interpolator, group);
    EXPECT_TRUE(interpolator.may_exceed(peak * 0.9999F, group, largest_near(samples))) << seed;
    near += interpolator.may_exceed(peak * 1.1F, group, largest_near(samples)) ? 0 : 1;
  }
  // And it is no idle bound: for most of what speech is made of it comes within a tenth of the truth.
  EXPECT_GT(near, 20);
}

TEST(TruePeak, LeavingGroupsOutMissesNothing) {
  // Loud enough for each group to be looked at, or so quiet after one crest that none is: always the true maximum.
  auto mono = testing::noise(0.02, 9000, 4);
  const auto crest = eased(hidden_crests(0.7, 900));
  const Interpolator interpolator;
  for (const std::size_t place : {20U, 63U, 64U, 4000U, 8050U}) {
    auto samples = mono;
    for (std::size_t i = 0; i < crest.size(); ++i) samples[place + i] += crest[i];
    float all = 0;
    auto padded = std::vector<float>(kPeakGroup);
    padded.insert(padded.end(), samples.begin(), samples.end());
    padded.resize((padded.size() / kPeakGroup + 3) * kPeakGroup);
    for (std::size_t i = kPeakGroup; i + 2 * kPeakGroup <= padded.size(); i += kPeakGroup) {
      all = std::max(all, highest(interpolator, padded.data() + i));
    }
    for (const std::size_t block : {std::size_t{1}, std::size_t{7}, std::size_t{4096}}) {
      EXPECT_EQ(measured_peak(interleaved(samples, samples), block), decibels(static_cast<double>(all)).value);
    }
  }
}

}  // namespace
}  // namespace sotto::publish
