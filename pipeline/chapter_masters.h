#pragma once

/// Masters of all chapters of a book, several at a time, each only when something that shapes it has changed.

#include <filesystem>
#include <string>
#include <vector>

#include "annotate/book.h"
#include "cast/casting.h"
#include "mix/timeline.h"
#include "publish/master.h"
#include "shared/progress.h"
#include "synthesis/take_store.h"

namespace sotto {

struct ChapterMaster {
  std::filesystem::path path;  ///< `<folder>/NN-title.wav`
  MasterMeasure measure;
  bool made = false;  ///< in this run
};

struct MasterSettings {
  std::filesystem::path folder;  ///< where the masters go
  std::filesystem::path record;  ///< the JSON file that remembers what each master was made from
  DeliveryProfile profile;
  VoiceLevels levels;  ///< of every speaker in every delivery
  int jobs = 1;
};

/// One master for each chapter of the script. A master whose file still is what the record says, made from the same
/// takes, voices, ambience and profile, is left alone. Masters of chapters that are no more are removed. Throws
/// MachineFailure, Interrupted.
std::vector<ChapterMaster> make_masters(const Book& book, const Script& script, const Cast& cast,
                                        const std::vector<Timeline>& timelines, const TakeStore& store,
                                        const MasterSettings& settings, Progress& progress, const StopFlag& stop);

}  // namespace sotto
