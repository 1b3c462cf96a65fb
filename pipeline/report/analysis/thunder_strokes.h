#pragma once

/// Where it thunders in a chapter: what is said of a steady bed does not hold there.

#include <cstdint>
#include <vector>

#include "mix/timeline.h"

namespace sotto::analysis {

class ThunderStrokes {
 public:
  ThunderStrokes() = default;
  explicit ThunderStrokes(const mix::Timeline& timeline);

  /// Whether a stroke rolls anywhere between two frames of the master.
  bool rolls(std::int64_t from, std::int64_t to) const;

 private:
  std::vector<std::int64_t> begins_;  ///< in order
};

}  // namespace sotto::analysis
