#pragma once

/// What is left of a master without its speech, for the tests of what is found in it.

#include <span>
#include <vector>

#include "report/analysis/bed_stretch.h"
#include "support/signals.h"

namespace sotto::analysis {

/// Noise in both channels, as a bed is; each of its own.
struct Residual {
  explicit Residual(std::size_t frames, double level = 0.01)
      : left(sotto::testing::noise(level, frames, 1)), right(sotto::testing::noise(level, frames, 2)) {}
  BedSound sound() const { return {left, right}; }

  std::vector<float> left;
  std::vector<float> right;
};

inline std::size_t frames_of(double length) { return static_cast<std::size_t>(frames(Seconds{length}, kMasterRate)); }

}  // namespace sotto::analysis
