#pragma once

/// Breaths: a reader breathes in before a long sentence, and in the pauses of one.

#include <cstdint>
#include <vector>

#include "cast/voice.h"
#include "shared/units.h"
#include "synthesis/take.h"

namespace sotto::synthesis {

/// How a voice breathes, as its takes are asked for. `first`: before the first word, too.
Breath breath_of(const cast::VoiceProfile& profile, bool first);

/// The take with its breaths: one before its first word, where `breath` says so, and one in each pause that is long
/// enough, three seconds or more after the last. A voice's breaths are all the same one, shorter where the pause is;
/// they are as much softer than the take's own speech for whatever level it has. `samples` is where they are put
/// together.
TakeView with_breaths(const TakeView& take, const Breath& breath, std::vector<std::int16_t>& samples);

}  // namespace sotto::synthesis
