#pragma once

#include <cstddef>

#include "shared/units.h"

namespace sotto::analysis {

/// Something that is heard at a time of a master.
struct SignalEvent {
  Seconds at;
  Seconds length;
  double value = 0;
};

/// Lists of events are no longer than this.
inline constexpr std::size_t kMostEvents = 1000;

}  // namespace sotto::analysis
