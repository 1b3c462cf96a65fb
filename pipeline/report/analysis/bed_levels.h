#pragma once

/// How loud the bed is under speech and beside it, and against what was mixed.

#include <vector>

#include "report/analysis/bed_gap_finder.h"
#include "report/analysis/bed_stretch.h"
#include "report/analysis/chapter_analysis.h"
#include "shared/loudness.h"

namespace sotto::analysis {

class BedLevels {
 public:
  /// `against_plan`: that will be asked for.
  explicit BedLevels(bool against_plan);

  /// The next stretch: what is left, and the bed as it was mixed.
  void add(const BedStretch& stretch, BedSound residual, BedSound planned);
  /// The levels under each cue, in rests and in pauses, into the analysis; where it thunders, nothing is said of the
  /// bed.
  void measure(const mix::Timeline& timeline, ChapterAnalysis& analysis) const;
  /// Of each pause, in steps of 0.1 s: how many dB it is off the mix, beside what all are. `bed` knows the shifts.
  std::vector<SignalEvent> against_plan(const mix::Timeline& timeline, const BedGapFinder& bed) const;

 private:
  bool against_plan_;
  LoudnessMeter heard_;
  LoudnessMeter planned_;
  std::vector<float> buffer_;
};

}  // namespace sotto::analysis
