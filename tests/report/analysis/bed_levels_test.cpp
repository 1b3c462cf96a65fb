#include "report/analysis/bed_levels.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "report/analysis/residual.h"

namespace sotto::analysis {
namespace {

/// Takes at 1-3 s, 3.4-5 s (after a short pause) and 10-12 s (after a rest).
mix::Timeline level_timeline() {
  mix::Timeline level_timeline;
  const auto cue = [&](double begin, double end) {
    mix::Cue& added = level_timeline.cues.emplace_back();
    added.begin = frames(Seconds{begin}, kMasterRate);
    added.end = frames(Seconds{end}, kMasterRate);
  };
  cue(1, 3);
  cue(3.4, 5);
  cue(10, 12);
  level_timeline.length = frames(Seconds{13}, kMasterRate);
  return level_timeline;
}

void scale(Residual& bed, double from, double to, float gain) {
  for (auto* channel : {&bed.left, &bed.right}) {
    for (std::size_t i = frames_of(from); i < frames_of(to); ++i) (*channel)[i] *= gain;
  }
}

class BedLevelsTest : public ::testing::Test {
 protected:
  void measure(const mix::Timeline& chapter = level_timeline()) {
    analysis_.cues.resize(3);
    BedLevels levels(true);
    BedGapFinder gaps;
    const BedStretch all{BedStretch::Kind::pause, 0, 0};
    levels.add(all, bed_.sound(), planned_.sound());
    gaps.add(all, bed_.sound(), planned_.sound());
    levels.measure(chapter, analysis_);
    against_plan_ = levels.against_plan(chapter, gaps);
  }
  double furthest(double from, double to) const {
    double most = 0;
    for (const SignalEvent& event : against_plan_) {
      if (event.at.value >= from && event.at.value < to && std::fabs(event.value) > std::fabs(most)) most = event.value;
    }
    return most;
  }

  Residual bed_{frames_of(13)};
  Residual planned_{frames_of(13)};
  ChapterAnalysis analysis_;
  std::vector<SignalEvent> against_plan_;
};

TEST_F(BedLevelsTest, LeaveOutWhereTheRainWasPlannedToHaveStopped) {
  measure();
  const auto usual = analysis_.bed_in_rests;
  ASSERT_TRUE(usual);
  for (auto* bed : {&bed_, &planned_}) scale(*bed, 7, 9, 0);
  measure();
  ASSERT_TRUE(analysis_.bed_in_rests);
  EXPECT_NEAR(analysis_.bed_in_rests->value, usual->value, 1);
  for (auto* bed : {&bed_, &planned_}) scale(*bed, 0, 13, 0);
  bed_.left[frames_of(8)] = 0.01F;
  planned_.left[frames_of(8)] = 0.001F;
  measure();
  EXPECT_FALSE(analysis_.bed_in_rests);
  EXPECT_EQ(furthest(0, 13), 0);
}

TEST_F(BedLevelsTest, TellRestsFromPausesAndSpeech) {
  scale(bed_, 0, 5.5, 0.5F);
  measure();
  EXPECT_NEAR((*analysis_.bed_in_rests - *analysis_.bed_in_pauses).value, 6, 0.7);
  EXPECT_NEAR((*analysis_.cues[2].bed - *analysis_.cues[0].bed).value, 6, 0.7);
  EXPECT_LT(*analysis_.bed_under_speech, *analysis_.bed_in_rests);
}

TEST_F(BedLevelsTest, AreNoneWithoutAPause) {
  analysis_.cues.resize(3);
  BedLevels levels(false);
  levels.add({BedStretch::Kind::unknown, 0, 0}, bed_.sound(), planned_.sound());
  levels.measure(level_timeline(), analysis_);
  EXPECT_EQ(analysis_.bed_in_rests, std::nullopt);
  EXPECT_EQ(analysis_.cues[0].bed, std::nullopt);
}

TEST_F(BedLevelsTest, ThunderIsNotTheBed) {
  scale(bed_, 3, 3.4, 4);
  mix::Timeline chapter = level_timeline();
  document::AmbienceChange stroke;
  stroke.thunder = 1;
  chapter.ambience = {{frames(Seconds{0.5}, kMasterRate), stroke}};
  measure(chapter);
  EXPECT_EQ(analysis_.bed_in_pauses, std::nullopt) << "it thunders in the only one";
  EXPECT_TRUE(analysis_.bed_under_speech.has_value());
  EXPECT_EQ(analysis_.cues[0].bed, std::nullopt);
  EXPECT_TRUE(analysis_.cues[2].bed.has_value()) << "it has died away";
  chapter.ambience.clear();
  measure(chapter);
  EXPECT_GT(*analysis_.bed_in_pauses, *analysis_.bed_under_speech);
}

TEST_F(BedLevelsTest, AreThePlannedOnesHoweverLoudAllOfItIs) {
  scale(bed_, 0, 13, 2);
  measure();
  EXPECT_NEAR(furthest(0, 13), 0, 0.01);
}

TEST_F(BedLevelsTest, AreOffWhereAPassageWasChanged) {
  scale(bed_, 7, 9, 2);
  measure();
  EXPECT_NEAR(furthest(7, 8.6), 6.02, 0.05);
  EXPECT_NEAR(furthest(12.2, 13), 0, 0.05);
}

}  // namespace
}  // namespace sotto::analysis
