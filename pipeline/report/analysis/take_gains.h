#pragma once

/// The gain of a take in a master, for each 10 ms because a limiter varies it; and the master without the take.

#include <array>
#include <vector>

#include "report/analysis/channel_matching.h"
#include "shared/units.h"

namespace sotto::analysis {

struct TakeGains {
  std::array<std::vector<double>, 2> channels;  ///< the gain to subtract with
  std::array<double, 2> usual{};
  std::vector<double> both;   ///< of both channels added, wherever the voice stands between them
  std::vector<double> power;  ///< of the voice, so added
};

/// Of a voice, as it was mixed, in a stretch of the master of the same length.
TakeGains measure_gains(const Sound& master, const Sound& voice);

/// The median gain of a take's passages over its mean power: a limiter changes only the peaks among them.
double usual_gain(const TakeGains& gains);

struct MissingSpeech {
  Seconds from;  ///< into the take
  Seconds length;
};

/// The longest stretch in which the voice should be heard, with its usual gain, and is not; of no length where it is
/// all there.
MissingSpeech find_missing(const TakeGains& gains, double usual);

/// Takes the voice out of the master; what was taken out stays in `voice`.
void take_out(Sound& master, Sound& voice, const TakeGains& gains);

}  // namespace sotto::analysis
