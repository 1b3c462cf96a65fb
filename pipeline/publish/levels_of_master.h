#pragma once

#include "shared/fields.h"
#include "shared/units.h"

namespace sotto::publish {

/// Unweighted levels of a whole master.
struct MasterLevels {
  Decibels rms{-200};    ///< dBFS of everything, silence included; a full-scale square is 0
  Decibels floor{-200};  ///< dBFS RMS of the quietest half second (of everything, when it is shorter)
  Seconds head;          ///< before the first 10 ms over -60 dBFS RMS
  Seconds tail;          ///< after the last
  bool operator==(const MasterLevels&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("rms", &MasterLevels::rms), field("floor", &MasterLevels::floor),
                      field("head", &MasterLevels::head), field("tail", &MasterLevels::tail));
  }
};

}  // namespace sotto::publish
