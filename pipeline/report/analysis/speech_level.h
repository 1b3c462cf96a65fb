#pragma once

#include <cstddef>
#include <optional>

#include "report/analysis/channel_matching.h"
#include "shared/units.h"

namespace sotto::analysis {

/// The loudness of the first frames of a voice, in steps of 100 ms from its begin, so that it is the same wherever in a
/// chapter it stands. Gated as ITU-R BS.1770 gates a programme, but relative to the line's loudest step: what is 10 LU
/// under that is a pause; the weight rises from 0 to 1 between 12 and 8 LU under it, so that no single step decides.
std::optional<Lufs> speech_level(const Sound& voice, std::size_t frames);

}  // namespace sotto::analysis
