#pragma once

/// What is left of a master when the speech is taken out: the bed, and whatever should not be there.

#include <cstddef>
#include <span>
#include <vector>

#include "report/analysis/bed_gap_finder.h"
#include "report/analysis/bed_levels.h"
#include "report/analysis/bed_stretch.h"
#include "report/analysis/chapter_analysis.h"
#include "report/analysis/click_finder.h"
#include "report/analysis/decimator.h"
#include "report/analysis/hum_meter.h"
#include "report/analysis/repetition_finder.h"
#include "report/analysis/stray_voice_finder.h"

namespace sotto::analysis {

/// Analyzes the residual stretch by stretch, in order and without holes.
class BedAnalyzer {
 public:
  BedAnalyzer(const AnalysisSettings& settings, const mix::Timeline& timeline);

  /// `planned` is the bed as it was mixed, `speech` what was taken out (both channels added), all of one length.
  void add(const BedStretch& stretch, BedSound residual, BedSound planned, std::span<const float> speech);
  void finish(const mix::Timeline& timeline, ChapterAnalysis& analysis);

 private:
  void analyze_slow();

  bool bed_;  ///< there should be one
  ClickFinder clicks_;
  StrayVoiceFinder voices_;
  BedGapFinder gaps_;
  BedLevels levels_;
  HumMeter hum_;
  RepetitionFinder repetition_;
  Decimator slow_;
  std::vector<float> slow_sound_;  ///< mono at kSlowRate, a few minutes at a time
  std::vector<float> mono_;
  std::vector<float> planned_;
};

}  // namespace sotto::analysis
