#pragma once

/// Hum of the mains.

#include <cstddef>
#include <span>
#include <vector>

#include "report/analysis/thunder_strokes.h"
#include "shared/audio.h"
#include "shared/units.h"

namespace sotto::analysis {

/// The rate at which the low frequencies of the bed are analyzed.
inline constexpr std::size_t kSlowFactor = 16;
inline constexpr Hertz kSlowRate{kMasterRate.value / static_cast<double>(kSlowFactor)};

struct Hum {
  Decibels over{-99};  ///< the strongest spectral line over the spectrum beside it
  Hertz at;
};

/// Sums the spectrum of a sound, but of where it thunders: a stroke is made of a few low tones.
class HumMeter {
 public:
  explicit HumMeter(ThunderStrokes thunder = {});
  /// The next minutes, mono at kSlowRate.
  void add(std::span<const float> sound);
  /// -99 dB for a sound of less than 6 s.
  Hum hum() const;

 private:
  ThunderStrokes thunder_;
  std::vector<double> power_;
  std::size_t windows_ = 0;
  std::size_t heard_ = 0;  ///< frames of the sound so far
};

}  // namespace sotto::analysis
