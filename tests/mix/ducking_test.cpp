#include "mix/ducking.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "shared/audio.h"

namespace sotto::mix {
namespace {

constexpr std::int64_t kDuckSecond = 44100;

/// Lines at (begin, end), in seconds.
Timeline lines_at(const std::vector<std::pair<double, double>>& times) {
  Timeline timeline;
  for (const auto& [begin, end] : times) {
    Cue cue;
    cue.begin = frames({begin}, kMasterRate);
    cue.end = frames({end}, kMasterRate);
    timeline.cues.push_back(cue);
  }
  timeline.length = timeline.cues.empty() ? 0 : timeline.cues.back().end + 2 * kDuckSecond;
  return timeline;
}

double gain_at(const DuckCurve& curve, double time) {
  return decibels(static_cast<double>(curve.gain(frames({time}, kMasterRate)))).value;
}

TEST(DuckCurve, IsDownBeforeTheLineAndUpLongAfter) {
  const DuckCurve curve(lines_at({{2, 4}}), {4});
  EXPECT_EQ(gain_at(curve, 0), 0);
  EXPECT_EQ(gain_at(curve, 1.3), 0);
  EXPECT_LT(gain_at(curve, 1.75), -1);
  EXPECT_GT(gain_at(curve, 1.6), -3);
  EXPECT_NEAR(gain_at(curve, 2), -4, 1e-4);
  EXPECT_NEAR(gain_at(curve, 3), -4, 1e-4);
  EXPECT_NEAR(gain_at(curve, 4.6), -4, 1e-4);
  EXPECT_GT(gain_at(curve, 5), -3);
  EXPECT_LT(gain_at(curve, 5), -1);
  EXPECT_NEAR(gain_at(curve, 5.3), 0, 1e-4);
}

/// One fade before the title, not one up and another one down.
TEST(DuckCurve, AChapterThatFadesInBeginsDown) {
  const Timeline timeline = lines_at({{0.8, 2}, {9, 10}});
  const DuckCurve curve(timeline, {4}, true);
  for (int i = 0; i <= 20; ++i) EXPECT_NEAR(gain_at(curve, i / 10.0), -4, 1e-4) << i;
  EXPECT_EQ(gain_at(curve, 5), 0);
  EXPECT_EQ(gain_at(DuckCurve(timeline, {4}, false), 0), 0);
  EXPECT_EQ(gain_at(DuckCurve(lines_at({{6, 7}}), {4}, true), 0), 0) << "long before the first line it is up";
}

TEST(DuckCurve, PausesBetweenSentencesNeverPump) {
  for (const double pause : {0.0, 0.25, 0.35, 0.5, 0.8, 1.5}) {
    const DuckCurve curve(lines_at({{1, 2}, {2 + pause, 4}}), {4});
    for (int i = 100; i <= 400; ++i) EXPECT_NEAR(gain_at(curve, i / 100.0), -4, 1e-4) << pause << " at " << i;
  }
}

TEST(DuckCurve, RestsLetItUp) {
  const DuckCurve curve(lines_at({{1, 2}, {4.25, 5}}), {4});
  EXPECT_EQ(gain_at(curve, 3.5), 0);
  EXPECT_NEAR(gain_at(curve, 4.25), -4, 1e-4);
}

/// Where a bed goes on from chapter to chapter, the next one knows nothing of the lines before it.
TEST(DuckCurve, IsUpAtTheEndsOfTheChapter) {
  for (const double rest : {1.5, 1.0, 0.5, 0.1}) {
    Timeline timeline = lines_at({{0.1, 2}});
    timeline.length = frames({2 + rest}, kMasterRate);
    const DuckCurve curve(timeline, {4});
    EXPECT_EQ(gain_at(curve, 0), 0) << rest;
    EXPECT_NEAR(gain_at(curve, 1.9), -4, 1e-4) << rest;
    EXPECT_NEAR(gain_at(curve, 2 + rest), 0, 1e-4) << rest;
  }
}

/// A change that is quicker than some 10 dB a second is heard as such.
TEST(DuckCurve, MovesSlowly) {
  for (const double depth : {2.0, 4.0, 6.0, 12.0}) {
    const DuckCurve curve(lines_at({{3, 4}, {12, 13}}), {depth});
    double steepest = 0;
    for (int i = 0; i < 1500; ++i) {
      steepest = std::max(steepest, 100 * std::fabs(gain_at(curve, (i + 1) / 100.0) - gain_at(curve, i / 100.0)));
    }
    EXPECT_LT(steepest, 10) << depth;
    EXPECT_NEAR(gain_at(curve, 8), 0, 1e-4) << depth;
  }
}

TEST(DuckCurve, ApplyIsGainInBlocksOfAnySize) {
  const DuckCurve curve(lines_at({{0.1, 0.3}, {2, 2.1}, {5, 5.2}}), {5});
  const std::size_t length = 7 * kDuckSecond;
  for (const std::size_t block : {std::size_t{333}, std::size_t{4096}, length}) {
    std::vector<float> left(length, 1.0F);
    std::vector<float> right(length, 0.5F);
    for (std::size_t first = 0; first < length; first += block) {
      const std::size_t count = std::min(block, length - first);
      curve.apply(static_cast<std::int64_t>(first), std::span(left).subspan(first, count),
                  std::span(right).subspan(first, count));
    }
    for (std::size_t i = 0; i < length; ++i) {
      ASSERT_EQ(left[i], curve.gain(static_cast<std::int64_t>(i))) << block << " " << i;
      ASSERT_EQ(right[i], left[i] * 0.5F);
    }
  }
}

TEST(DuckCurve, NobodySpeaks) { EXPECT_EQ(DuckCurve({}, {4}).gain(12345), 1); }

}  // namespace
}  // namespace sotto::mix
