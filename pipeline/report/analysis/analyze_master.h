#pragma once

/// Analyzes one master: looks for each take near its planned place, and measures what else sounds. Streams.

#include <filesystem>

#include "mix/timeline.h"
#include "report/analysis/chapter_analysis.h"
#include "shared/audio.h"
#include "shared/progress.h"
#include "synthesis/take_store.h"

namespace sotto::analysis {

/// `mix` is what the master should sound like, and the voices by themselves (`MixSettings::voices_too`). A master that
/// cannot be read, or is another chapter's, has `unheard` set. Throws MachineFailure (of the takes), Interrupted.
/// `progress` advances by one for each second of sound.
ChapterAnalysis analyze_master(const std::filesystem::path& master, const mix::Timeline& timeline, AudioSource& mix,
                               const synthesis::TakeStore& store, const AnalysisSettings& settings, Progress& progress,
                               const StopFlag& stop);

}  // namespace sotto::analysis
