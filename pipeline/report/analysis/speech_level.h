#pragma once

#include <cstddef>
#include <optional>

#include "report/analysis/channel_matching.h"
#include "shared/units.h"

namespace sotto::analysis {

/// The loudness of the first frames of a voice, in steps of 100 ms from its begin, so that it is the same wherever in a
/// chapter it stands. As the standard gates a programme, but on the line: what is 10 LU under its loudest is a pause;
/// from 12 to 8 LU it begins to count, so that no step by itself decides.
std::optional<Lufs> speech_level(const Sound& voice, std::size_t frames);

}  // namespace sotto::analysis
