#pragma once

/// How a take begins and ends: whole ones do so in silence.

#include <cstdint>
#include <span>

#include "shared/units.h"

namespace sotto::analysis {

/// Levels relative to the take's loudest 10 ms.
struct ClipEdges {
  double begin = 0;  ///< of its first 0.25 ms
  double end = 0;    ///< of its last 0.25 ms
  double last = 0;   ///< of its last 5 ms

  /// The larger of both ends.
  double edge() const { return begin > end ? begin : end; }
};

/// Mono, at `rate`. All levels are 0 for a take of less than 40 ms.
ClipEdges clip_edges(std::span<const std::int16_t> take, Hertz rate);

}  // namespace sotto::analysis
