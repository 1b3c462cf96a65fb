#pragma once

/// Stretches in which the bed is gone.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "mix/timeline.h"
#include "report/analysis/bed_stretch.h"
#include "report/analysis/signal_event.h"

namespace sotto::analysis {

class BedGapFinder {
 public:
  /// The next stretch: what is left of it without the speech, and the bed as it was mixed.
  void add(const BedStretch& stretch, BedSound residual, BedSound planned);
  /// Between the first cue and the fade at the end, but for where the rain was planned to have stopped.
  std::vector<SignalEvent> gaps(const mix::Timeline& timeline) const;
  /// The shift, in frames, from a frame as planned to its place in the master; nothing where that is not known.
  std::optional<std::int64_t> shift_at(std::size_t frame) const;

 private:
  std::vector<float> levels_;                        ///< mean square of each 5 ms
  std::vector<float> planned_;                       ///< the same, as mixed
  std::vector<std::optional<std::int64_t>> shifts_;  ///< of each 5 ms
  double power_ = 0;
  double planned_power_ = 0;
  std::size_t filled_ = 0;
};

}  // namespace sotto::analysis
