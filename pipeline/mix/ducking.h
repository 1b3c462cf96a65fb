#pragma once

/// Ducking: lowers the ambience under speech. The times of the lines are known in advance, so no detector is needed:
/// the gain is down before a line begins, stays down through the pauses between sentences, and goes so slowly that
/// the change itself is not heard.

#include <cstdint>
#include <span>
#include <vector>

#include "mix/timeline.h"
#include "shared/units.h"

namespace sotto::mix {

struct DuckTimes {
  Seconds shortest{0.5};         ///< attack, which ends where a line begins, and release
  Seconds hold{0.6};             ///< stays down after a line
  double decibels_a_second = 6;  ///< on average; at the steepest half as much more. A deeper duck takes longer
};

/// The gain over a chapter, as a list of slopes, each a cubic ease of the level in dB (zero slope at both ends) from
/// one gain to another. A pure function of the frame.
class DuckCurve {
 public:
  /// `depth` dB down during speech. Between two lines so close that the gain would not recover fully it stays down, so
  /// that short pauses do not pump. `from_silence`: the chapter fades in, and where a line follows soon, at the ducked
  /// gain, so that the bed does not rise and fall before the first word.
  DuckCurve(const Timeline& timeline, Decibels depth, bool from_silence = false, const DuckTimes& times = {});

  /// Multiplies both channels by the gain of the frames from `first` on.
  void apply(std::int64_t first, std::span<float> left, std::span<float> right) const;
  float gain(std::int64_t frame) const;

 private:
  /// From `begin` (inclusive) to `end`; after it `to` holds until the next slope.
  struct Slope {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    float from = 0;  ///< dB
    float to = 0;
  };
  static float at(const Slope& slope, std::int64_t frame);

  std::vector<Slope> slopes_;
};

}  // namespace sotto::mix
