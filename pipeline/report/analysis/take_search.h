#pragma once

/// Looks for a take in a master.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "report/analysis/channel_matching.h"
#include "shared/units.h"

namespace sotto::analysis {

/// How far from its place a take is looked for, on either side.
inline constexpr Seconds kSearch{25};
/// The search is first made at a rate lower by this factor, then refined to the sample.
inline constexpr std::size_t kSearchFactor = 8;

/// How alike two sounds of one length are, of the better channel: -1..1.
double likeness(const Sound& master, const Sound& voice);

/// From the timeline to the master, in frames.
struct Shifts {
  std::int64_t now = 0;     ///< where the takes before are
  std::int64_t before = 0;  ///< what it was before it last changed
};

/// Reads a number of frames of the master from a frame on.
using ReadMaster = std::function<Sound(std::int64_t first, std::int64_t count)>;

/// The shift at which the master is most like the voice of a take that is planned at this frame; of equal ones the
/// nearest to where the takes before are. Nothing where it is nowhere.
std::optional<std::int64_t> find_take(const ReadMaster& read, std::int64_t planned, const Shifts& shifts,
                                      const Sound& voice);

}  // namespace sotto::analysis
