#pragma once

/// What is measured of a master without knowing what should be in it.

#include <filesystem>

#include "report/analysis/chapter_analysis.h"
#include "report/analysis/track.h"
#include "shared/loudness.h"
#include "shared/progress.h"

namespace sotto::analysis {

/// Loudness and peaks, DC, levels of the channels, flat tops. For a file that cannot be read, is cut short, or is not
/// of this form, `unheard` says why. Throws Interrupted.
void measure_master_levels(const std::filesystem::path& master, const SoundForm& form, ChapterAnalysis& analysis,
                           const StopFlag& stop);

/// The track of a meter's windows of so many 100 ms.
Track loudness_track(const LoudnessMeter& meter, std::size_t steps);

}  // namespace sotto::analysis
