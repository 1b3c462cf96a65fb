#include "report/analysis/analyze_master.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <functional>

#include "publish/delivery_profile.h"
#include "shared/sound_file.h"
#include "support/signals.h"
#include "support/temp_folder.h"

namespace sotto::analysis {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::size_t kLength = 12 * 44100;
constexpr std::size_t kTakeLength = 44100;

/// A chapter of three takes of a second, at 1, 4 and 7 s, over a bed; the master is its mix.
class AnalyzeMaster : public ::testing::Test {
 protected:
  AnalyzeMaster() {
    for (std::size_t c = 0; c < 2; ++c) {
      bed_[c] = testing::noise(0.004, kLength, 30 + c);
      voice_[c].resize(kLength);
    }
    for (std::size_t take = 0; take < 3; ++take) {
      mix::Cue& cue = timeline_.cues.emplace_back();
      cue.line = cue.sentence = take;
      cue.who = "anna";
      cue.take = std::string(31, '0') + std::to_string(take);
      cue.begin = static_cast<std::int64_t>((1 + 3 * take) * 44100);
      cue.end = cue.begin + static_cast<std::int64_t>(kTakeLength);
      store_.save(cue.take, {Hertz{22050}, std::vector<std::int16_t>(22050, 100), {}});
      const std::vector<float> sound = testing::noise(0.2, kTakeLength, 40 + take);
      for (auto& channel : voice_) std::copy(sound.begin(), sound.end(), channel.begin() + cue.begin);
    }
    timeline_.length = static_cast<std::int64_t>(kLength);
    for (std::size_t c = 0; c < 2; ++c) {
      master_[c].resize(kLength);
      std::transform(bed_[c].begin(), bed_[c].end(), voice_[c].begin(), master_[c].begin(), std::plus<>());
    }
  }

  ChapterAnalysis analyzed() {
    std::vector<std::int16_t> samples;
    for (std::size_t i = 0; i < master_[0].size(); ++i) {
      for (const auto& channel : master_) samples.push_back(static_cast<std::int16_t>(std::lround(channel[i] * 32767)));
    }
    const std::filesystem::path path = folder_ / "master.wav";
    SoundWriter writer(path, {}, {});
    writer.write(samples);
    writer.finish();
    std::vector<float> mix;
    for (std::size_t i = 0; i < kLength; ++i) {
      mix.insert(mix.end(), {bed_[0][i] + voice_[0][i], bed_[1][i] + voice_[1][i], voice_[0][i], voice_[1][i]});
    }
    testing::Playback source(mix, kMasterRate, 4);
    AnalysisSettings settings;
    settings.form = publish::form_of({});
    const auto progress = silent_progress();
    return analyze_master(path, timeline_, source, store_, settings, *progress, StopFlag());
  }
  static std::vector<bool> found(const ChapterAnalysis& analysis) {
    std::vector<bool> all;
    for (const CueAnalysis& cue : analysis.cues) all.push_back(cue.found);
    return all;
  }

  testing::TempFolder folder_;
  synthesis::TakeStore store_{folder_ / ".cache"};
  mix::Timeline timeline_;
  std::array<std::vector<float>, 2> bed_;
  std::array<std::vector<float>, 2> voice_;
  std::array<std::vector<float>, 2> master_;
};

TEST_F(AnalyzeMaster, FindsEachTakeAtItsPlaceAndLeavesTheBed) {
  const ChapterAnalysis analysis = analyzed();
  EXPECT_EQ(analysis.unheard, "");
  EXPECT_THAT(found(analysis), ElementsAre(true, true, true));
  for (const CueAnalysis& cue : analysis.cues) {
    EXPECT_EQ(cue.shift, 0);
    EXPECT_NEAR(cue.gain, 1, 0.01);
    EXPECT_EQ(cue.missing, Seconds{0});
    EXPECT_NEAR((*cue.level - *cue.bed).value, 20 * std::log10(0.2 / 0.004), 2);
  }
  EXPECT_TRUE(analysis.clicks.empty());
}

TEST_F(AnalyzeMaster, FollowsWhatWasPutIn) {
  for (auto& channel : master_) channel.insert(channel.begin() + 3 * 44100, 22050, 0.0F);
  const ChapterAnalysis analysis = analyzed();
  EXPECT_EQ(analysis.cues[0].shift, 0);
  EXPECT_EQ(analysis.cues[1].shift, 22050);
  EXPECT_EQ(analysis.cues[2].shift, 22050);
}

TEST_F(AnalyzeMaster, MissesATakeThatIsNotThere) {
  for (std::size_t c = 0; c < 2; ++c) {
    std::copy_n(bed_[c].begin() + 4 * 44100, kTakeLength, master_[c].begin() + 4 * 44100);
  }
  EXPECT_THAT(found(analyzed()), ElementsAre(true, false, true));
}

TEST_F(AnalyzeMaster, NoticesATakeThatIsHeardAgain) {
  std::array<std::vector<float>, 2> once = master_;
  for (std::size_t c = 0; c < 2; ++c) {
    master_[c].insert(master_[c].begin() + 6 * 44100, once[c].begin() + 4 * 44100, once[c].begin() + 6 * 44100);
  }
  const ChapterAnalysis analysis = analyzed();
  EXPECT_FALSE(analysis.cues[0].again);
  EXPECT_TRUE(analysis.cues[1].again);
}

TEST_F(AnalyzeMaster, TellsAHoleInATake) {
  for (auto& channel : master_) std::fill_n(channel.begin() + 4 * 44100 + 22050, 8820, 0.0F);
  const ChapterAnalysis analysis = analyzed();
  EXPECT_NEAR(analysis.cues[1].missing.value, 0.2, 0.025);
  EXPECT_NEAR(analysis.cues[1].missing_at.value, 4.5, 0.025);
}

TEST_F(AnalyzeMaster, SaysThatItIsAnotherChaptersMaster) {
  for (std::size_t c = 0; c < 2; ++c) master_[c] = testing::noise(0.2, kLength, 90 + c);
  EXPECT_THAT(analyzed().unheard, HasSubstr("3 of its 3 takes are not heard in it"));
}

}  // namespace
}  // namespace sotto::analysis
