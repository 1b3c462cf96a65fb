#include "report/analysis/hum_meter.h"

#include <gtest/gtest.h>

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

TEST(HumMeter, SaysNothingOfLessThanSixSeconds) { EXPECT_EQ(hum_of(5, 50, 0.1).over, Decibels{-99}); }

}  // namespace
}  // namespace sotto::analysis
