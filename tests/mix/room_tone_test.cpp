#include "mix/room_tone.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "shared/audio.h"
#include "support/signals.h"

namespace sotto::mix {
namespace {

struct StereoTone {
  explicit StereoTone(std::size_t frames) : left(frames), right(frames) {}
  std::vector<float> left;
  std::vector<float> right;
};

StereoTone tone(std::int64_t first, std::size_t frames) {
  StereoTone sound(frames);
  room_tone(first, sound.left, sound.right);
  return sound;
}

TEST(RoomTone, HasItsLevelOnBothSidesWhichDiffer) {
  const StereoTone sound = tone(0, 441000);
  EXPECT_NEAR(20 * std::log10(testing::rms(sound.left)), kRoomTone.value, 0.2);
  EXPECT_NEAR(20 * std::log10(testing::rms(sound.right)), kRoomTone.value, 0.2);
  double product = 0;
  for (std::size_t i = 0; i < sound.left.size(); ++i) product += static_cast<double>(sound.left[i]) * sound.right[i];
  const double correlation =
      product / static_cast<double>(sound.left.size()) / (testing::rms(sound.left) * testing::rms(sound.right));
  EXPECT_LT(std::fabs(correlation), 0.02);
}

TEST(RoomTone, IsAFunctionOfTheFrame) {
  const StereoTone whole = tone(1000, 600);
  const StereoTone later = tone(1237, 100);
  for (std::size_t i = 0; i < later.left.size(); ++i) {
    EXPECT_EQ(later.left[i], whole.left[i + 237]);
    EXPECT_EQ(later.right[i], whole.right[i + 237]);
  }
}

}  // namespace
}  // namespace sotto::mix
