#pragma once

/// How far the ambience steps back for the speech. The lines' times are known, so the gain never chases the sound: it
/// is down before a line begins, stays down through the pauses between sentences, and comes back slowly.

#include <cstdint>
#include <span>
#include <vector>

#include "mix/timeline.h"
#include "shared/units.h"

namespace sotto::mix {

struct DuckTimes {
  Seconds look_ahead{0.15};  ///< the way down, ending where a line begins
  Seconds hold{0.6};         ///< stays down after a line
  Seconds release{0.8};      ///< the way up
};

/// A gain over a chapter's time, as few slopes: each eases (cubic, without a corner at either end) from one gain to the
/// other. A pure function of the frame.
class DuckCurve {
 public:
  /// `depth` dB down while someone speaks. Two lines so near that the gain would not come up fully between them are
  /// held together: a pause pumps only if it is long enough to be a rest.
  DuckCurve(const Timeline& timeline, Decibels depth, const DuckTimes& times = {});

  /// Multiplies both channels by the gain of the frames from `first` on.
  void apply(std::int64_t first, std::span<float> left, std::span<float> right) const;
  float gain(std::int64_t frame) const;

 private:
  /// From `begin` (inclusive) to `end`; after it `to` holds until the next slope.
  struct Slope {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    float from = 1;
    float to = 1;
  };
  static float at(const Slope& slope, std::int64_t frame);

  std::vector<Slope> slopes_;
};

}  // namespace sotto::mix
