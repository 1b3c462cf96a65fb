#include "report/analysis/bed_analysis.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "report/analysis/residual.h"

namespace sotto::analysis {
namespace {

/// Twelve seconds with takes at 1-3 s and at 8-10 s.
mix::Timeline timeline() {
  mix::Timeline timeline;
  for (const double begin : {1.0, 8.0}) {
    mix::Cue& cue = timeline.cues.emplace_back();
    cue.begin = frames(Seconds{begin}, kMasterRate);
    cue.end = frames(Seconds{begin + 2}, kMasterRate);
  }
  timeline.length = frames(Seconds{12}, kMasterRate);
  return timeline;
}

class BedAnalysis : public ::testing::Test {
 protected:
  /// In pieces, as a master is read.
  ChapterAnalysis analyzed(bool has_bed = true, BedStretch::Kind kind = BedStretch::Kind::pause) {
    AnalysisSettings settings;
    settings.bed = has_bed;
    BedAnalyzer analyzer(settings, {});
    const std::size_t piece = frames_of(0.5);
    const std::vector<float> speech(piece);
    const auto part = [&](const Residual& all, std::size_t from) {
      return BedSound{std::span(all.left).subspan(from, piece), std::span(all.right).subspan(from, piece)};
    };
    for (std::size_t from = 0; from + piece <= bed_.left.size(); from += piece) {
      analyzer.add({kind, static_cast<std::int64_t>(from), 0}, part(bed_, from), part(planned_, from), speech);
    }
    ChapterAnalysis analysis;
    analysis.cues.resize(2);
    analyzer.finish(timeline(), analysis);
    return analysis;
  }

  Residual bed_{frames_of(12)};
  Residual planned_{frames_of(12)};
};

TEST_F(BedAnalysis, FindsNothingInABedAsItWasMixed) {
  const ChapterAnalysis analysis = analyzed();
  EXPECT_TRUE(analysis.clicks.empty());
  EXPECT_TRUE(analysis.stray.empty());
  EXPECT_TRUE(analysis.bed_gaps.empty());
  EXPECT_LT(analysis.hum.over, Decibels{8});
  EXPECT_LT(analysis.repeated.length, Seconds{3});
  EXPECT_FALSE(analysis.bed_levels.empty());
  EXPECT_TRUE(analysis.bed_in_rests);
}

TEST_F(BedAnalysis, FindsEachFaultWhereItIs) {
  bed_.left[frames_of(4.2)] += 0.3F;
  for (auto* channel : {&bed_.left, &bed_.right}) {
    std::fill_n(channel->begin() + static_cast<std::ptrdiff_t>(frames_of(6)), frames_of(0.3), 0.0F);
    for (std::size_t i = 0; i < channel->size(); ++i) {
      (*channel)[i] += static_cast<float>(0.003 * std::sin(2 * 3.14159265358979 * 50 * static_cast<double>(i) / 44100));
    }
  }
  const ChapterAnalysis analysis = analyzed();
  ASSERT_EQ(analysis.clicks.size(), 1U);
  EXPECT_NEAR(analysis.clicks[0].at.value, 4.2, 0.001);
  EXPECT_EQ(analysis.hum.at, Hertz{50});
  EXPECT_GT(analysis.hum.over, Decibels{12});
}

TEST_F(BedAnalysis, JudgesNoBedWhereThereShouldBeNone) {
  for (auto* channel : {&bed_.left, &bed_.right}) {
    std::fill_n(channel->begin() + static_cast<std::ptrdiff_t>(frames_of(6)), frames_of(0.3), 0.0F);
  }
  EXPECT_EQ(analyzed(true).bed_gaps.size(), 1U);
  const ChapterAnalysis dry = analyzed(false);
  EXPECT_TRUE(dry.bed_gaps.empty());
  EXPECT_TRUE(dry.bed_levels.empty());
}

TEST_F(BedAnalysis, JudgesNothingThatIsNotKnown) {
  bed_.left[frames_of(4.2)] += 0.3F;
  const ChapterAnalysis analysis = analyzed(true, BedStretch::Kind::unknown);
  EXPECT_TRUE(analysis.clicks.empty());
  EXPECT_TRUE(analysis.bed_levels.empty());
  EXPECT_FALSE(analysis.bed_in_rests);
}

}  // namespace
}  // namespace sotto::analysis
