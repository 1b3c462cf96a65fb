#pragma once

/// Thunder: a few low rolls that swell and fade, after a clap where it is near. A pure function of the stroke's number
/// and the frame.

#include <cstdint>
#include <span>

#include "shared/units.h"

namespace sotto::mix {

inline constexpr Seconds kThunderLength{9};

/// Adds a stroke that begins at frame `begin` to the frames from `first` on, at kMasterRate. `gain` is its RMS
/// amplitude at its loudest, `strength` 0 (far) to 1 (overhead). Each `number` gives a different stroke.
void add_thunder(std::uint64_t number, std::int64_t begin, float gain, double strength, std::int64_t first,
                 std::span<float> left, std::span<float> right);

}  // namespace sotto::mix
