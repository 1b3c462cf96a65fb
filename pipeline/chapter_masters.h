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
  std::filesystem::path path;  ///< `<folder>/NN-title.wav`, or as the profile has it
  MasterMeasure measure;
  std::string checksum;              ///< of its bytes; empty in a dry run that would make it
  bool made = false;                 ///< in this run, or it would be
  std::vector<std::string> reasons;  ///< why it is made, for a person
  std::vector<std::size_t> changed;  ///< cues of the timeline whose take the last master did not have
};

struct MasterSettings {
  std::filesystem::path folder;   ///< where the masters go
  std::filesystem::path records;  ///< the folder that remembers what each master was made from
  DeliveryProfile profile;
  VoiceLevels levels;  ///< of every speaker in every delivery
  bool stems = false;  ///< beside each master, its voices and its ambience; without ambience there are none
  int jobs = 1;
  bool dry_run = false;  ///< only finds out what would be made, and why
};

/// One master for each chapter of the script. A master whose file still is what the record says, made from the same
/// takes, voices, ambience and profile, is left alone. Masters of chapters that are no more are removed. Throws
/// MachineFailure, Interrupted.
std::vector<ChapterMaster> make_masters(const Book& book, const Script& script, const Cast& cast,
                                        const std::vector<Timeline>& timelines, const TakeStore& store,
                                        const MasterSettings& settings, Progress& progress, const StopFlag& stop);

}  // namespace sotto
