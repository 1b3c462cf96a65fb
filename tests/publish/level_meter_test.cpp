#include "publish/level_meter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "shared/audio.h"

namespace sotto::publish {
namespace {

/// A tone of 441 Hz, 100 frames a period, between stretches of another level.
std::vector<float> tone(double amplitude, double length) {
  std::vector<float> samples(static_cast<std::size_t>(frames({length}, kMasterRate)));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = static_cast<float>(amplitude * std::sin(2 * std::numbers::pi * static_cast<double>(i) / 100));
  }
  return samples;
}

MasterLevels measured(const std::vector<std::vector<float>>& parts, std::size_t channels = 1) {
  LevelMeter meter(channels, kMasterRate);
  for (const auto& part : parts) meter.add(part);
  return meter.levels();
}

TEST(LevelMeter, RmsOfASineIsThreeDecibelsUnderItsPeak) {
  EXPECT_NEAR(measured({tone(1, 2)}).rms.value, -3.01, 0.01);
  EXPECT_NEAR(measured({tone(0.1, 2)}, 2).rms.value, -23.01, 0.01);
}

TEST(LevelMeter, TheFloorIsTheQuietestHalfSecond) {
  const MasterLevels levels = measured({tone(0.5, 1), tone(0.001, 0.6), tone(0.5, 1)});
  EXPECT_NEAR(levels.floor.value, -63.01, 0.02);
  // A gap that is shorter than half a second is a pause between words and no floor.
  EXPECT_GT(measured({tone(0.5, 1), tone(0.001, 0.4), tone(0.5, 1)}).floor.value, -25);
}

TEST(LevelMeter, SilenceAtTheEnds) {
  const MasterLevels levels = measured({tone(0.0005, 0.75), tone(0.5, 1), tone(0.0005, 0.5), tone(0.2, 1), tone(0, 3)});
  EXPECT_NEAR(levels.head.value, 0.75, 1e-9);
  EXPECT_NEAR(levels.tail.value, 3, 1e-9);
  const MasterLevels silent = measured({tone(0.0005, 2)});
  EXPECT_NEAR(silent.head.value, 2, 1e-9);
  EXPECT_NEAR(silent.tail.value, 2, 1e-9);
}

TEST(LevelMeter, BlocksOfAnySizeGiveTheSame) {
  std::vector<float> all = tone(0.01, 0.3);
  const auto loud = tone(0.7, 0.777);
  all.insert(all.end(), loud.begin(), loud.end());
  const MasterLevels whole = measured({all});
  for (const std::size_t block : {1UL, 7UL, 441UL, 1000UL}) {
    LevelMeter meter(1, kMasterRate);
    for (std::size_t i = 0; i < all.size(); i += block) {
      meter.add(std::span(all).subspan(i, std::min(block, all.size() - i)));
    }
    EXPECT_EQ(meter.levels(), whole) << block;
  }
}

TEST(LevelMeter, NothingHasSomeLevel) {
  EXPECT_EQ(measured({}).rms.value, -200);
  EXPECT_EQ(measured({tone(0, 1)}).floor.value, -200);
}

}  // namespace
}  // namespace sotto::publish
