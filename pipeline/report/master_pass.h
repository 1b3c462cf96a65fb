#pragma once

/// What is heard of a master without knowing what should be in it.

#include <filesystem>

#include "report/listen.h"

namespace sotto {

/// Loudness and peaks, DC, levels of the channels, flat tops.
void listen_to_master(const std::filesystem::path& master, HeardChapter& heard, const StopFlag& stop);

/// The track of a meter's windows of so many 100 ms.
Track loudness_track(const LoudnessMeter& meter, std::size_t steps);

}  // namespace sotto
