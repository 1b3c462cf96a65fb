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
  /// `against_plan`: the function of that name will be called.
  explicit BedLevels(bool against_plan);

  /// The next stretch: what is left, and the bed as it was mixed.
  void add(const BedStretch& stretch, BedSound residual, BedSound planned);
  /// Writes the levels under each cue, in rests and in pauses into the analysis; places with thunder, and where the
  /// rain was planned to have stopped, are left out.
  void measure(const mix::Timeline& timeline, ChapterAnalysis& analysis) const;
  /// For each pause, in steps of 0.1 s: by how many dB it differs from the mix, less what all pauses differ by. `bed`
  /// gives the shifts.
  std::vector<SignalEvent> against_plan(const mix::Timeline& timeline, const BedGapFinder& bed) const;

 private:
  bool against_plan_;
  LoudnessMeter heard_;
  LoudnessMeter planned_;
  std::vector<float> buffer_;
};

}  // namespace sotto::analysis
