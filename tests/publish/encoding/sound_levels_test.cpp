#include "publish/encoding/sound_levels.h"

#include <gtest/gtest.h>

#include "publish/encoding/encoded_sounds.h"

namespace sotto::encoding {
namespace {

TEST(SoundLevels, AreOfPartsOfEqualLength) {
  SoundLevels levels(kLevels * 2, 2);
  const std::vector<float> loud(4, 0.5F);
  for (std::int64_t i = 0; i < kLevels; ++i) levels.add(i % 2 == 0 ? loud : std::vector<float>(4, 0.0F));
  const std::vector<int> found = levels.finish();
  ASSERT_EQ(found.size(), static_cast<std::size_t>(kLevels));
  EXPECT_EQ(found[0], 500);
  EXPECT_EQ(found[1], 0);
}

TEST(SoundLevels, OfAShortSoundEndInSilence) {
  SoundLevels levels(3, 1);
  levels.add(std::vector<float>(3, 1.0F));
  const std::vector<int> found = levels.finish();
  EXPECT_EQ(found.size(), static_cast<std::size_t>(kLevels));
  EXPECT_EQ(found[2], 1000);
  EXPECT_EQ(found[3], 0);
}

TEST(SoundLevels, AMasterHasThem) {
  const testing::TempFolder folder;
  write_master(folder / "a.wav", std::vector<float>(2 * 24'000, 0.25F));
  EXPECT_EQ(levels_of(folder / "a.wav", {}), std::vector<int>(static_cast<std::size_t>(kLevels), 250));
}

}  // namespace
}  // namespace sotto::encoding
