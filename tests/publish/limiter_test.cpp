// The limiter and the true-peak meter on constructed peaks; libebur128 is the judge of both.

#include "publish/limiter.h"

#include <ebur128.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>
#include <vector>

#include "shared/audio.h"
#include "support/signals.h"

namespace sotto::publish {
namespace {

using testing::interleaved;
using testing::sine;

double reference_peak(const std::vector<float>& stereo) {
  const auto release = [](ebur128_state* state) { ebur128_destroy(&state); };
  const std::unique_ptr<ebur128_state, decltype(release)> meter(
      ebur128_init(2, 44100, static_cast<int>(EBUR128_MODE_TRUE_PEAK)), release);
  auto padded = stereo;
  padded.resize(padded.size() + 200);
  ebur128_add_frames_float(meter.get(), padded.data(), padded.size() / 2);
  double left = 0;
  double right = 0;
  ebur128_true_peak(meter.get(), 0, &left);
  ebur128_true_peak(meter.get(), 1, &right);
  return decibels(std::max(left, right)).value;
}

double measured_peak(const std::vector<float>& stereo, std::size_t block = 4096) {
  TruePeakMeter meter(2);
  for (std::size_t i = 0; i < stereo.size(); i += 2 * block) {
    meter.add(std::span(stereo).subspan(i, std::min(2 * block, stereo.size() - i)));
  }
  meter.finish();
  return decibels(static_cast<double>(meter.peak())).value;
}

/// A quarter of the rate, sampled half-way between its crests and zeros: the samples are 3.01 dB below the peak.
std::vector<float> hidden_crests(double amplitude, std::size_t frames) {
  return sine({11025}, amplitude, frames, kMasterRate, std::numbers::pi / 4);
}

/// Eases a sound in and out, so that its ends are no clicks.
std::vector<float> eased(std::vector<float> samples) {
  for (std::size_t i = 0; i < 400; ++i) {
    const auto gain = static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * static_cast<double>(i) / 400));
    samples[i] *= gain;
    samples[samples.size() - 1 - i] *= gain;
  }
  return samples;
}

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

struct Limited {
  std::vector<float> sound;
  Decibels deepest;
  std::int64_t frames = 0;
};

Limited limited(const std::vector<float>& stereo, double ceiling_db, std::size_t block = 4096) {
  Limiter limiter(static_cast<float>(amplitude({ceiling_db})), kMasterRate);
  Limited result;
  for (std::size_t i = 0; i < stereo.size(); i += 2 * block) {
    limiter.process(std::span(stereo).subspan(i, std::min(2 * block, stereo.size() - i)), result.sound);
  }
  limiter.finish(result.sound);
  result.deepest = limiter.deepest();
  result.frames = limiter.limited_frames();
  return result;
}

TEST(Limiter, LeavesAloneWhatIsBelowTheCeiling) {
  for (const std::size_t length : {0U, 1U, 63U, 64U, 65U, 5000U}) {
    const auto mono = sine({440}, 0.7, length, kMasterRate);
    const auto stereo = interleaved(mono, mono);
    const Limited out = limited(stereo, -1.5);
    EXPECT_EQ(out.sound, stereo) << length;
    EXPECT_EQ(out.frames, 0);
    EXPECT_EQ(out.deepest.value, 0);
  }
}

TEST(Limiter, HoldsConstructedPeaksBetweenSamples) {
  // No sample is above the ceiling, yet the crests are 1.5 dB over.
  const auto mono = eased(hidden_crests(1.0, 6000));
  ASSERT_LT(decibels(*std::max_element(mono.begin(), mono.end())).value, -1.5);
  const Limited out = limited(interleaved(mono, mono), -1.5);
  EXPECT_LE(reference_peak(out.sound), -1.45);
  EXPECT_GT(reference_peak(out.sound), -1.8);
  EXPECT_NEAR(out.deepest.value, 1.5, 0.1);
}

TEST(Limiter, HoldsClicksBurstsAndTheEnds) {
  std::vector<float> mono = testing::noise(0.1, 30000, 3);
  for (const std::size_t place : {0U, 5000U, 5001U, 12799U, 12800U, 29999U}) mono[place] = 1.6F;
  const auto burst = eased(sine({3000}, 1.9, 2000, kMasterRate));
  for (std::size_t i = 0; i < burst.size(); ++i) mono[18000 + i] += burst[i];
  const auto stereo = interleaved(mono, std::vector<float>(mono.rbegin(), mono.rend()));
  const Limited out = limited(stereo, -1.5);
  ASSERT_EQ(out.sound.size(), stereo.size());
  EXPECT_LE(measured_peak(out.sound), -1.45);
}

TEST(Limiter, TellsTheGainOfEachFrame) {
  std::vector<float> mono = testing::noise(0.1, 30001, 3);
  for (const std::size_t place : {0U, 5000U, 12800U, 30000U}) mono[place] = 1.6F;
  const auto stereo = interleaved(mono, mono);
  const auto whole = limited(stereo, -1.5).sound;
  for (const std::size_t block : {std::size_t{100}, std::size_t{4096}, stereo.size()}) {
    Limiter limiter(static_cast<float>(amplitude({-1.5})), kMasterRate);
    std::vector<float> out;
    std::vector<float> gains;
    for (std::size_t i = 0; i < stereo.size(); i += 2 * block) {
      limiter.process(std::span(stereo).subspan(i, std::min(2 * block, stereo.size() - i)), out, &gains);
      ASSERT_EQ(out.size(), 2 * gains.size());
    }
    limiter.finish(out, &gains);
    ASSERT_EQ(out, whole);
    ASSERT_EQ(gains.size(), mono.size());
    for (std::size_t i = 0; i < gains.size(); ++i) ASSERT_NEAR(out[2 * i], gains[i] * mono[i], 1e-7F) << i;
  }
}

TEST(Limiter, IsClearOfAPeakSoon) {
  std::vector<float> mono = testing::noise(0.1, 88200, 3);
  mono[20000] = 2.0F;
  const auto stereo = interleaved(mono, mono);
  const Limited out = limited(stereo, -1.5);
  for (std::size_t i = 0; i < stereo.size(); ++i) {
    const std::size_t frame = i / 2;
    // Before the look-ahead, and ten times the release after: untouched.
    if (frame + 2 * Limiter::kLookAhead < 20000 || frame > 20000 + 10 * 2205) {
      ASSERT_EQ(out.sound[i], stereo[i]) << frame;
    }
  }
  EXPECT_GT(out.frames, 0);
  EXPECT_LT(out.frames, 4 * 2205);
}

TEST(Limiter, TurnsBothSidesDownAlike) {
  const auto quiet = testing::noise(0.2, 20000, 1);
  auto loud = testing::noise(0.2, 20000, 2);
  for (std::size_t i = 9000; i < 9500; ++i) loud[i] *= 8;
  const Limited out = limited(interleaved(quiet, loud), -1.5);
  for (std::size_t i = 0; i < quiet.size(); ++i) {
    ASSERT_NEAR(out.sound[2 * i] * loud[i], out.sound[2 * i + 1] * quiet[i], 1e-6) << i;
  }
}

TEST(Limiter, GainNeverJumps) {
  std::vector<float> mono(20000, 0.2F);
  for (std::size_t i = 9000; i < 9100; ++i) mono[i] = 1.5F;
  const Limited out = limited(interleaved(mono, mono), -1.5);
  double last = 1;
  for (std::size_t i = 0; i < mono.size(); ++i) {
    const double gain = out.sound[2 * i] / static_cast<double>(mono[i]);
    EXPECT_LT(std::fabs(gain - last), 1.0 / Limiter::kLookAhead) << i;
    last = gain;
  }
}

TEST(Limiter, BlocksOfAnySizeGiveTheSame) {
  auto mono = testing::noise(0.9, 9000, 5);
  const auto stereo = interleaved(mono, testing::noise(0.3, 9000, 6));
  const auto whole = limited(stereo, -3, 9000).sound;
  for (const std::size_t block : {std::size_t{1}, std::size_t{7}, std::size_t{64}, std::size_t{4096}}) {
    EXPECT_EQ(limited(stereo, -3, block).sound, whole) << block;
  }
}

}  // namespace
}  // namespace sotto::publish
