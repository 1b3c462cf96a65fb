#include "report/analysis/hum_meter.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mix/thunder.h"
#include "report/analysis/decimator.h"
#include "support/signals.h"

namespace sotto::analysis {
namespace {

Hum hum_of(double length, double hertz, double level) {
  const auto frames = static_cast<std::size_t>(length * kSlowRate.value);
  std::vector<float> sound = sotto::testing::noise(0.01, frames, 3);
  for (std::size_t i = 0; i < frames; ++i) {
    sound[i] +=
        static_cast<float>(level * std::sin(2 * 3.14159265358979 * hertz * static_cast<double>(i) / kSlowRate.value));
  }
  HumMeter meter;
  meter.add(sound);
  return meter.hum();
}

TEST(HumMeter, TellsTheLineOfTheMains) {
  for (const double line : {50.0, 60.0, 100.0, 180.0}) {
    const Hum hum = hum_of(20, line, 0.01);
    EXPECT_EQ(hum.at, Hertz{line});
    EXPECT_GT(hum.over, Decibels{15});
  }
}

TEST(HumMeter, HearsNoneInNoiseNorOfOtherTones) {
  EXPECT_LT(hum_of(20, 50, 0).over, Decibels{6});
  EXPECT_LT(hum_of(20, 75, 0.01).over, Decibels{6});
}

/// Noise with strokes of thunder, and hum besides.
Hum hum_under_thunder(double hum) {
  document::AmbienceChange stroke;
  stroke.thunder = 0.5;
  mix::Timeline timeline;
  timeline.ambience = {{frames(Seconds{1}, kMasterRate), stroke}, {frames(Seconds{14}, kMasterRate), stroke}};
  const auto length = static_cast<std::size_t>(frames(Seconds{32}, kMasterRate));
  std::vector<float> left = sotto::testing::noise(0.01, length, 3);
  std::vector<float> right(length);
  for (std::size_t i = 0; i < 2; ++i) mix::add_thunder(i, timeline.ambience[i].at, 0.1F, 0.5, 0, left, right);
  for (std::size_t i = 0; i < length; ++i) {
    left[i] +=
        static_cast<float>(hum * std::sin(2 * 3.14159265358979 * 120 * static_cast<double>(i) / kMasterRate.value));
  }
  Decimator slow(kSlowFactor);
  std::vector<float> sound;
  slow.add(left, sound);
  HumMeter meter{ThunderStrokes(timeline)};
  meter.add(sound);
  return meter.hum();
}

TEST(HumMeter, ThunderIsNoHum) {
  EXPECT_LT(hum_under_thunder(0).over, Decibels{8});
  EXPECT_GT(hum_under_thunder(0.01).over, Decibels{12});
}

TEST(HumMeter, SaysNothingOfLessThanSixSeconds) { EXPECT_EQ(hum_of(5, 50, 0.1).over, Decibels{-99}); }

}  // namespace
}  // namespace sotto::analysis
