#include "report/analysis/master_reader.h"

#include <gtest/gtest.h>

#include "support/signals.h"
#include "support/temp_folder.h"

namespace sotto::analysis {
namespace {

/// A stereo file whose left channel counts up from 0 in steps of 1/32768, and whose right one counts down.
std::filesystem::path counting(const testing::TempFolder& folder, int frames) {
  const std::filesystem::path path = folder / "master.wav";
  SoundWriter writer(path, {}, {});
  std::vector<std::int16_t> samples;
  for (int i = 0; i < frames; ++i) {
    samples.push_back(static_cast<std::int16_t>(i));
    samples.push_back(static_cast<std::int16_t>(-i));
  }
  writer.write(samples);
  writer.finish();
  return path;
}

TEST(MasterReader, ReadsAnyStretchWithSilenceBeyondTheEnds) {
  const testing::TempFolder folder;
  MasterReader master(counting(folder, 100), {0, 0});
  const Sound late = master.read(90, 20);
  EXPECT_EQ(late.channels[0][3], 93.0F / 32768);
  EXPECT_EQ(late.channels[1][3], -93.0F / 32768);
  EXPECT_EQ(late.channels[0][10], 0);
  const Sound early = master.read(-5, 10);
  EXPECT_EQ(early.channels[0][4], 0);
  EXPECT_EQ(early.channels[0][9], 4.0F / 32768);
  EXPECT_EQ(master.read(500, 3).channels[0][2], 0);
}

TEST(MasterReader, TakesTheOffsetOff) {
  const testing::TempFolder folder;
  MasterReader master(counting(folder, 100), {0.25, -0.5});
  const Sound sound = master.read(8, 1);
  EXPECT_FLOAT_EQ(sound.channels[0][0], 8.0F / 32768 - 0.25F);
  EXPECT_FLOAT_EQ(sound.channels[1][0], -8.0F / 32768 + 0.5F);
}

TEST(MasterReader, HasThatWhichIsUnderTheVoicesApart) {
  std::vector<float> samples;
  for (int i = 0; i < 10; ++i) {
    const auto x = static_cast<float>(i);
    samples.insert(samples.end(), {3 * x, 5 * x, x, 2 * x});
  }
  testing::Playback mix(samples, kMasterRate, 4);
  std::vector<float> buffer;
  const Mixed first = read_mix(mix, 4, buffer);
  EXPECT_EQ(first.voice.channels[1][3], 6);
  EXPECT_EQ(first.bed.channels[0][3], 6);
  EXPECT_EQ(first.bed.channels[1][3], 9);
  // It goes on, and is silent beyond its end.
  const Mixed rest = read_mix(mix, 8, buffer);
  EXPECT_EQ(rest.voice.channels[0][0], 4);
  EXPECT_EQ(rest.voice.channels[0][6], 0);
  EXPECT_EQ(read_mix(mix, -3, buffer).voice.frames(), 0U);
}

}  // namespace
}  // namespace sotto::analysis
