#pragma once

/// Thunder far away: a few low rolls that come and go. A pure function of its number and the frame.

#include <cstdint>
#include <span>

#include "shared/units.h"

namespace sotto::mix {

inline constexpr Seconds kThunderLength{9};

/// Adds a stroke that began at frame `begin` to the frames from `first` on, at kMasterRate. `gain` is its RMS amplitude
/// at its loudest. Each `number` is another stroke.
void add_thunder(std::uint64_t number, std::int64_t begin, float gain, std::int64_t first, std::span<float> left,
                 std::span<float> right);

}  // namespace sotto::mix
