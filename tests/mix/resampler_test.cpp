// The half-band filter by its response, and against libsamplerate's best.

#include "mix/resampler.h"

#include <gtest/gtest.h>
#include <samplerate.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "shared/audio.h"
#include "shared/failure.h"
#include "support/signals.h"

namespace sotto::mix {
namespace {

using testing::amplitude_at;

std::vector<float> doubled(const std::vector<float>& in) {
  std::vector<float> out(2 * in.size());
  HalfBand().upsample(in, out);
  return out;
}

/// The filter's response at a frequency of the high rate, from the impulse response. Unity in the pass band.
double response(double frequency) {
  std::vector<float> impulse(101);
  impulse[50] = 1;
  const auto taps = doubled(impulse);
  double real = 0;
  double imaginary = 0;
  for (std::size_t i = 0; i < taps.size(); ++i) {
    const double angle = 2 * std::numbers::pi * frequency / kMasterRate.value * static_cast<double>(i);
    real += taps[i] * std::cos(angle);
    imaginary += taps[i] * std::sin(angle);
  }
  return std::hypot(real, imaginary) / 2;
}

TEST(HalfBand, PassBandIsFlatTo9500Hz) {
  for (int f = 0; f <= 9500; f += 50) EXPECT_NEAR(decibels(response(f)).value, 0, 0.001) << f;
}

TEST(HalfBand, ImagesAre90DecibelsDown) {
  for (int f = 22050 - 9500; f <= 22050; f += 50) EXPECT_LE(decibels(response(f)).value, -90) << f;
}

TEST(HalfBand, ImpulseResponseIsSymmetricAndKeepsTheSamples) {
  std::vector<float> impulse(101);
  impulse[50] = 1;
  const auto out = doubled(impulse);
  EXPECT_EQ(out[100], 1);
  for (std::size_t i = 1; i <= 100; ++i) {
    EXPECT_EQ(out[100 + i], out[100 - i]) << i;
    if (i % 2 == 0) {
      EXPECT_EQ(out[100 + i], 0) << i;
    }
  }
}

TEST(HalfBand, SinesComeOutAsSines) {
  for (const double f : {100.0, 997.0, 5003.0, 9400.0}) {
    const auto out = doubled(testing::sine({f}, 0.5, 4000, testing::kTakeRate));
    const auto ideal = testing::sine({f}, 0.5, 8000, kMasterRate);
    for (std::size_t i = 200; i < 7800; ++i) ASSERT_NEAR(out[i], ideal[i], 3e-5) << f;
  }
}

TEST(HalfBand, AgreesWithLibsamplerate) {
  // Noise below 9 kHz, where both pass everything.
  std::vector<float> in(3000);
  for (int f = 90; f < 9000; f += 321) {
    const auto part = testing::sine({static_cast<double>(f)}, 0.02, in.size(), testing::kTakeRate, f);
    for (std::size_t i = 0; i < in.size(); ++i) in[i] += part[i];
  }
  std::vector<float> best(2 * in.size());
  SRC_DATA job{};
  job.data_in = in.data();
  job.input_frames = static_cast<long>(in.size());
  job.data_out = best.data();
  job.output_frames = static_cast<long>(best.size());
  job.src_ratio = 2;
  ASSERT_EQ(src_simple(&job, SRC_SINC_BEST_QUALITY, 1), 0);
  const auto ours = doubled(in);
  for (std::size_t i = 400; i + 400 < ours.size(); ++i) ASSERT_NEAR(ours[i], best[i], 2e-4) << i;
}

TEST(HalfBand, AnyLength) {
  const auto in = testing::noise(0.5, 100);
  const auto all = doubled(in);
  for (std::size_t length = 0; length < 40; ++length) {
    std::vector<float> head(in.begin(), in.begin() + static_cast<std::ptrdiff_t>(length));
    const auto out = doubled(head);
    ASSERT_EQ(out.size(), 2 * length);
    for (std::size_t i = 0; i < length; ++i) EXPECT_EQ(out[2 * i], in[i]);
  }
  EXPECT_EQ(doubled(in), all);
}

TEST(Resample, AnyRatio) {
  for (const double rate : {8000.0, 16000.0, 22050.0, 48000.0}) {
    const auto in = testing::sine({440}, 0.5, static_cast<std::size_t>(rate), {rate});
    const auto out = resample(in, {rate}, kMasterRate);
    EXPECT_NEAR(static_cast<double>(out.size()), 44100, 2) << rate;
    EXPECT_NEAR(amplitude_at(std::span(out).subspan(2000, 40000), {440}, kMasterRate), 0.5, 0.001) << rate;
  }
  EXPECT_EQ(resample(std::vector<float>{1, 2, 3}, kMasterRate, kMasterRate), (std::vector<float>{1, 2, 3}));
  EXPECT_EQ(resample(std::vector<std::int16_t>{16384, -32768}, kMasterRate, kMasterRate),
            (std::vector<float>{0.5, -1}));
  for (const std::size_t length : {0U, 1U, 999U, 16000U}) {
    EXPECT_EQ(resample(std::vector<float>(length), {16000}, kMasterRate).size(),
              resampled_frames(length, {16000}, kMasterRate));
  }
  EXPECT_THROW(resample(std::vector<float>(10), {1}, {44100}), MachineFailure);
}

}  // namespace
}  // namespace sotto::mix
