#pragma once

/// Breath in place of voice, for engines that cannot whisper.

#include <cstdint>
#include <span>

#include "shared/units.h"

namespace sotto::engine {

/// Makes a whisper of speech, in place: the shape of its spectrum stays, the voice becomes noise. The same speech gives
/// the same whisper.
void whisper(std::span<std::int16_t> speech, Hertz rate);

}  // namespace sotto::engine
