#pragma once

/// The master of a chapter: what there is of it and whether that still is what its job asks for; made when it is not.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "mix/timeline.h"
#include "production/build_record.h"
#include "production/chapter_job.h"
#include "publish/master.h"
#include "report/contents/rebuild_reason.h"
#include "shared/progress.h"
#include "synthesis/take_store.h"

namespace sotto::production {

/// Where a book's masters lie, and the records of what they were made from.
struct MasterFolders {
  std::filesystem::path masters;  ///< out/<book>/
  std::filesystem::path records;  ///< <cache>/made/<book>/

  std::filesystem::path master(const ChapterJob& job) const { return masters / job.master_name(); }
  std::filesystem::path record(const ChapterJob& job) const { return records / (job.master_name() + ".json"); }
};

struct ChapterMaster {
  std::filesystem::path path;
  publish::MasterMeasure measure = {};
  std::string checksum = {};                          ///< of its bytes; empty where it is to be made
  std::vector<contents::RebuildReason> reasons = {};  ///< why it is made, or would be; none: it stands
  std::vector<std::size_t> changed = {};              ///< cues of the timeline whose take the last master did not have

  bool outdated() const { return !reasons.empty(); }
};

/// What there is, held against the job; nothing is written. `verify`: its files are read, whatever their times say.
ChapterMaster inspect_master(const ChapterJob& job, const mix::Timeline& timeline, const MasterFolders& folders,
                             bool verify = false);

/// What has changed since the master was made, and what it measured then.
struct MasterHistory {
  std::vector<contents::RebuildReason> outdated;
  std::optional<publish::MasterMeasure> measure;  ///< nothing where the file is not that one any more
};
MasterHistory master_history(const ChapterJob& job, const mix::Timeline& timeline, const MasterFolders& folders);

struct MakeSettings {
  int jobs = 1;  ///< with more than one, the mix is rendered ahead on a thread of its own
  bool verify = false;
};

/// Renders and writes the master of a job whose takes lie as in the timeline. Throws MachineFailure, Interrupted.
/// `progress` advances by one for each second of sound.
publish::PublishedMaster make_master(const ChapterJob& job, const mix::Timeline& timeline,
                                     const synthesis::TakeStore& store, const std::filesystem::path& path, int jobs,
                                     Progress& progress, const StopFlag& stop);

/// Makes the master where `inspect_master` has a reason to, with its record, and stems where the job wants them;
/// stems that it does not want go when they do not belong to the master any more. `will_make` is called with the
/// seconds of sound that are going to be made, 0 where it stands. Throws MachineFailure, Interrupted.
ChapterMaster update_master(const ChapterJob& job, const mix::Timeline& timeline, const synthesis::TakeStore& store,
                            const MasterFolders& folders, const MakeSettings& settings, Progress& progress,
                            const std::function<void(double)>& will_make, const StopFlag& stop);

/// Removes the masters, with what lies beside them, and the records of chapters that there are no more: that have
/// another title or number now. A master that is not as it was made is somebody's, and left; so are those of the same
/// chapters in another format, which somebody has asked for. Of these, returns those whose chapter sounds otherwise
/// now.
std::vector<std::filesystem::path> remove_other_masters(const std::vector<std::string>& master_names,
                                                        const MasterFolders& folders);

}  // namespace sotto::production
