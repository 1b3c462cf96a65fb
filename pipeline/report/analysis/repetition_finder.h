#pragma once

/// Loops in the bed.

#include <vector>

#include "shared/units.h"

namespace sotto::analysis {

struct Repetition {
  Seconds length;  ///< how much of the bed comes again
  Seconds after;   ///< how much later
};

class RepetitionFinder {
 public:
  /// The next minutes of the bed, mono at kSlowRate. Each call is looked at by itself.
  void add(std::vector<float> sound);
  /// The longest.
  const Repetition& longest() const { return longest_; }

 private:
  Repetition longest_;
};

}  // namespace sotto::analysis
