#pragma once

/// A piece of what is left of a master when the speech is taken out.

#include <cstdint>
#include <span>

#include "shared/audio.h"
#include "shared/units.h"

namespace sotto::analysis {

/// A stretch of the chapter between or under takes.
struct BedStretch {
  enum class Kind {
    speech,  ///< someone speaks
    pause,   ///< nobody does
    unknown  ///< what sounds here is not known: the bed is not judged
  };
  Kind kind = Kind::pause;
  std::int64_t begin = 0;  ///< frame of the chapter as planned
  std::int64_t shift = 0;  ///< from there to the master

  /// Where a frame of the stretch is in the master.
  Seconds time_of(std::int64_t frame) const { return seconds(begin + shift + frame, kMasterRate); }
};

/// Its two channels.
struct BedSound {
  std::span<const float> left;
  std::span<const float> right;
};

}  // namespace sotto::analysis
