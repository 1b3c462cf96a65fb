#include "report/checks/loudness_target.h"

#include <gtest/gtest.h>

namespace sotto::checks {
namespace {

contents::ChapterReport chapter_of(Lufs loudness, Decibels rms = {-22}) {
  contents::ChapterReport chapter;
  chapter.measure.duration = Seconds{60};
  chapter.measure.loudness = loudness;
  chapter.measure.levels.rms = rms;
  return chapter;
}

TEST(LoudnessTarget, IsTheProfilesWithinItsTolerance) {
  const publish::DeliveryProfile profile;
  EXPECT_TRUE(has_target_loudness(chapter_of({-18.5}), profile));
  EXPECT_FALSE(has_target_loudness(chapter_of({-18.6}), profile));
  EXPECT_FALSE(has_target_loudness(chapter_of({-17.4}), profile));
}

TEST(LoudnessTarget, IsWhatTheRmsLevelAllows) {
  publish::DeliveryProfile profile;
  profile.rms = publish::AllowedLevel{{-23}, {-18}};
  // As soft as its RMS level may be: it cannot be brought down to the others.
  EXPECT_TRUE(has_target_loudness(chapter_of({-16}, {-22.8}), profile));
  EXPECT_FALSE(has_target_loudness(chapter_of({-16}, {-19}), profile));
}

}  // namespace
}  // namespace sotto::checks
