#pragma once

/// How much of speech can be understood once it has been through something: ESTOI (Jensen and Taal, "An algorithm for
/// predicting the intelligibility of speech masked by modulated noise maskers", IEEE/ACM TASLP 24(11), 2016).

#include <cstddef>
#include <limits>
#include <span>

#include "shared/units.h"

namespace sotto::analysis {

/// The rate at which the measure is defined.
inline constexpr Hertz kIntelligibilityRate{10000};

/// A mean that can be joined with others.
struct Estoi {
  double sum = 0;
  std::size_t segments = 0;  ///< of 384 ms, one beginning every 12.8 ms; 0: too short to tell

  double value() const { return segments > 0 ? sum / static_cast<double>(segments) : 0; }
  void join(const Estoi& other) {
    sum += other.sum;
    segments += other.segments;
  }
};

/// All bands count, as its authors have it.
inline constexpr Decibels kEveryBand{std::numeric_limits<double>::infinity()};

/// 1 where `heard` is `clean`, about 0 where nothing of it is left. Both mono at kIntelligibilityRate, aligned; of two
/// lengths the shorter counts. Frames in which `clean` is 40 dB under its loudest are left out, and bands in which it
/// is more than `faint` under itself as a whole: nobody hears it there, with noise or without.
Estoi estoi(std::span<const float> clean, std::span<const float> heard, Decibels faint = kEveryBand);

}  // namespace sotto::analysis
