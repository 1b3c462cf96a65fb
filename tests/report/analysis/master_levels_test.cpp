#include "report/analysis/master_levels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "publish/delivery_profile.h"
#include "shared/sound_file.h"
#include "support/signals.h"
#include "support/temp_folder.h"

namespace sotto::analysis {
namespace {

using ::testing::HasSubstr;

class MasterLevels : public ::testing::Test {
 protected:
  /// Of a WAV of these two channels.
  ChapterAnalysis levels(const std::vector<float>& left, const std::vector<float>& right) {
    std::vector<std::int16_t> samples;
    for (std::size_t i = 0; i < left.size(); ++i) {
      for (const float x : {left[i], right[i]}) samples.push_back(static_cast<std::int16_t>(std::lround(x * 32767)));
    }
    SoundWriter writer(path_, {}, {});
    writer.write(samples);
    writer.finish();
    return measured();
  }
  ChapterAnalysis measured() {
    ChapterAnalysis analysis;
    measure_master_levels(path_, publish::form_of({}), analysis, StopFlag());
    return analysis;
  }

  testing::TempFolder folder_;
  std::filesystem::path path_ = folder_ / "master.wav";
};

TEST_F(MasterLevels, AreThoseOfEachChannel) {
  std::vector<float> left = testing::sine(Hertz{1000}, 0.2, 3 * 44100, kMasterRate);
  const std::vector<float> right = testing::sine(Hertz{1000}, 0.1, 3 * 44100, kMasterRate);
  for (float& x : left) x += 0.01F;
  const ChapterAnalysis analysis = levels(left, right);
  EXPECT_EQ(analysis.unheard, "");
  EXPECT_NEAR(analysis.dc[0], 0.01, 1e-4);
  EXPECT_NEAR(analysis.dc[1], 0, 1e-4);
  EXPECT_NEAR((analysis.channel_level[0] - analysis.channel_level[1]).value, 6.02, 0.01);
  EXPECT_NEAR(analysis.measure.duration.value, 3, 1e-9);
  EXPECT_NEAR(analysis.measure.true_peak.value, 20 * std::log10(0.21), 0.05);
  EXPECT_TRUE(analysis.clipped.empty());
}

TEST_F(MasterLevels, TellTheStretchesThatAreOff) {
  std::vector<float> sound(12 * 44100);
  std::fill(sound.begin() + 4 * 44100, sound.begin() + 8 * 44100, -0.02F);
  const ChapterAnalysis analysis = levels(std::vector<float>(sound.size()), sound);
  ASSERT_EQ(analysis.offset.values.size(), 3U);
  EXPECT_NEAR(analysis.offset.values[1], -0.02, 1e-4);
  EXPECT_NEAR(analysis.offset.values[0], 0, 1e-6);
}

TEST_F(MasterLevels, FindFlatTopsOfWhatWasCut) {
  std::vector<float> cut = testing::sine(Hertz{700}, 0.9, 44100, kMasterRate);
  EXPECT_TRUE(levels(cut, cut).clipped.empty());
  for (std::size_t i = 22050; i < 26460; ++i) cut[i] = std::clamp(cut[i], -0.4F, 0.4F);
  const ChapterAnalysis analysis = levels(cut, cut);
  ASSERT_EQ(analysis.clipped.size(), 1U);
  EXPECT_NEAR(analysis.clipped[0].at.value, 0.5, 0.005);
  EXPECT_NEAR(analysis.clipped[0].length.value, 0.1, 0.01);
  EXPECT_NEAR(analysis.clipped[0].value, 0.4, 0.01);
}

TEST_F(MasterLevels, SayWhyAFileCannotBeAnalyzed) {
  EXPECT_EQ(measured().unheard, "it is not made");
  std::ofstream(path_) << "no sound";
  EXPECT_THAT(measured().unheard, HasSubstr("master.wav"));
  EXPECT_FALSE(measured().form);
  SoundWriter mono(path_, {Container::wav, 1, kMasterRate, 0}, {});
  mono.write(std::vector<std::int16_t>(4410));
  mono.finish();
  EXPECT_EQ(measured().unheard, "its file is WAV, 16 bit, 44.1 kHz, 1 channel");
  EXPECT_EQ(measured().form->channels, 1);
}

TEST_F(MasterLevels, SayThatAFileIsCutShort) {
  levels(std::vector<float>(88200), std::vector<float>(88200));
  std::filesystem::resize_file(path_, std::filesystem::file_size(path_) / 2);
  EXPECT_THAT(measured().unheard, HasSubstr("its file is cut short, after 1 s"));
}

TEST(LoudnessTrack, HasAValueEach200Milliseconds) {
  LoudnessMeter meter(1, kMasterRate);
  meter.add(testing::sine(Hertz{1000}, 0.5, 4 * 44100, kMasterRate));
  const Track track = loudness_track(meter, 4);
  EXPECT_DOUBLE_EQ(track.step.value, 0.2);
  EXPECT_GE(track.values.size(), 18U);
  EXPECT_NEAR(static_cast<double>(track.values[3]), meter.integrated()->value, 0.05);
}

}  // namespace
}  // namespace sotto::analysis
