#pragma once

/// ChapterJob -> the files of a chapter.

#include <filesystem>
#include <string>
#include <vector>

#include "mix/timeline.h"
#include "production/chapter_job.h"
#include "production/chapter_master.h"
#include "shared/progress.h"
#include "synthesis/synthesize.h"
#include "synthesis/take_store.h"

namespace sotto::production {

/// What the engines are asked for to speak the chapter.
synthesis::ChapterRequests requests_of(const ChapterJob& job, const synthesis::TakeRequester& requester);

/// Its takes, laid out in time.
mix::Timeline timeline_of(const ChapterJob& job, const synthesis::SynthesizedChapter& synthesized);

/// Writes captions (.vtt) and word timings (.json) beside the master, leaving files alone that would not change. Throws
/// MachineFailure.
void write_captions(const ChapterJob& job, const synthesis::SynthesizedChapter& synthesized,
                    const mix::Timeline& timeline, const std::filesystem::path& master);

struct ChapterResult {
  std::string master;    ///< its name in the folder; captions and timings lie beside it
  std::string checksum;  ///< of the master's bytes (hash_file)
  publish::MasterMeasure measure;
  synthesis::SynthesizedChapter synthesized;  ///< with what the engine could not say
  mix::Timeline timeline;
};

/// Speaks what the store lacks, and writes master, captions, timings and, where the job wants them, stems into
/// `folder`: the same bytes, wherever and however often. It depends on the job alone, and on the takes and the prepared
/// beds that the store has under the names that follow from the job. The voices' files for
/// engines are found in the settings' voice folders. Throws MachineFailure when a voice here is not the job's, or a bed
/// is not there; DamagedTake, Interrupted.
ChapterResult make_chapter(const ChapterJob& job, synthesis::TakeStore& store, const std::filesystem::path& folder,
                           const synthesis::SynthesisSettings& settings, Progress& progress, const StopFlag& stop);

}  // namespace sotto::production
