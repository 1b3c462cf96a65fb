#include "report/analysis/bed_gap_finder.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "report/analysis/residual.h"

namespace sotto::analysis {
namespace {

/// Ten seconds with a take at each end.
mix::Timeline gap_timeline() {
  mix::Timeline gap_timeline;
  gap_timeline.cues.resize(2);
  gap_timeline.cues[0].begin = 22050;
  gap_timeline.cues[1].end = 9 * 44100;
  gap_timeline.length = 10 * 44100;
  return gap_timeline;
}

TEST(BedGapFinder, TellsStretchesWithoutBed) {
  Residual bed(frames_of(10));
  std::fill_n(bed.left.begin() + 100000, 8820, 0.0F);
  std::fill_n(bed.right.begin() + 100000, 8820, 0.0F);
  BedGapFinder finder;
  finder.add({BedStretch::Kind::pause, 0, 4410}, bed.sound(), Residual(frames_of(10)).sound());
  const auto gaps = finder.gaps(gap_timeline());
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_NEAR(gaps[0].length.value, 0.2, 0.01);
  // In the master.
  EXPECT_NEAR(gaps[0].at.value, 104410.0 / 44100, 0.006);
}

TEST(BedGapFinder, ARainThatIsPlannedToStopIsNone) {
  Residual bed(frames_of(10));
  std::fill_n(bed.left.begin() + 100000, 88200, 0.0F);
  std::fill_n(bed.right.begin() + 100000, 88200, 0.0F);
  BedGapFinder finder;
  finder.add({BedStretch::Kind::pause, 0, 0}, bed.sound(), bed.sound());
  EXPECT_TRUE(finder.gaps(gap_timeline()).empty());
  const Residual none(frames_of(10), 0);
  BedGapFinder dry;
  dry.add({BedStretch::Kind::pause, 0, 0}, none.sound(), none.sound());
  EXPECT_TRUE(dry.gaps(gap_timeline()).empty());
}

TEST(BedGapFinder, LooksNeitherAtTheEndsNorWhereNothingIsKnown) {
  const Residual planned(frames_of(10));
  Residual bed(frames_of(10));
  for (auto* channel : {&bed.left, &bed.right}) {
    std::fill_n(channel->begin(), 20000, 0.0F);
    std::fill(channel->end() - 50000, channel->end(), 0.0F);
  }
  BedGapFinder finder;
  finder.add({BedStretch::Kind::pause, 0, 0}, bed.sound(), planned.sound());
  EXPECT_TRUE(finder.gaps(gap_timeline()).empty());

  BedGapFinder unknown;
  unknown.add({BedStretch::Kind::pause, 0, 0}, {std::span(bed.left).first(200000), std::span(bed.right).first(200000)},
              planned.sound());
  const std::vector<float> silence(44100);
  unknown.add({BedStretch::Kind::unknown, 200000, 0}, {silence, silence}, planned.sound());
  EXPECT_TRUE(unknown.gaps(gap_timeline()).empty());
}

TEST(BedGapFinder, KnowsWhereAFrameIsInTheMaster) {
  const Residual bed(frames_of(1));
  BedGapFinder finder;
  EXPECT_EQ(finder.shift_at(0), std::nullopt);
  finder.add({BedStretch::Kind::pause, 0, 100}, bed.sound(), bed.sound());
  finder.add({BedStretch::Kind::unknown, 44100, 100}, bed.sound(), bed.sound());
  EXPECT_EQ(finder.shift_at(22050), 100);
  EXPECT_EQ(finder.shift_at(66150), std::nullopt);
}

}  // namespace
}  // namespace sotto::analysis
