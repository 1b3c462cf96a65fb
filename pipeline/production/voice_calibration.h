#pragma once

/// How loud each voice is in each delivery, measured once on a fixed text and kept with the cache.

#include <set>
#include <string>

#include "cast/casting.h"
#include "mix/voice_levels.h"
#include "shared/progress.h"
#include "synthesis/synthesize.h"

namespace sotto::production {

struct Calibration {
  mix::VoiceLevels levels;
  std::set<std::string> uses = {};  ///< what of the cache it needed, as paths below the cache
  std::size_t made = 0;             ///< takes and levels that the cache lacked
};

/// The levels of every speaker of the script in every delivery that it has in the script, as far as they are known:
/// they are kept in `<cache>/levels/`. Nothing is made.
mix::VoiceLevels known_levels(const language::Language& language, const script::Script& script, const cast::Cast& cast,
                              const synthesis::TakeStore& store, const synthesis::TakeRequester& requester,
                              Diagnostics& diagnostics);

/// The same, and those that are not known are measured. Throws MachineFailure, Interrupted.
Calibration calibrate(const language::Language& language, const script::Script& script, const cast::Cast& cast,
                      const synthesis::TakeStore& store, const synthesis::SynthesisSettings& settings,
                      const StopFlag& stop, Diagnostics& diagnostics);

}  // namespace sotto::production
