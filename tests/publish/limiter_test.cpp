#include "publish/limiter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "publish/peak_signals.h"

namespace sotto::publish {
namespace {

using testing::interleaved;
using testing::sine;

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
