#include "production/chapter_master.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "mix/chapter_mix.h"
#include "publish/stems.h"
#include "shared/audio.h"
#include "shared/files.h"
#include "shared/read_ahead.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;
using contents::RebuildReason;
using ReasonKind = RebuildReason::Kind;

/// Why a master must be made although, or because, its record says what it does; nothing when it stands.
std::vector<RebuildReason> reasons_to_make(const fs::path& master, StoredBuildRecord& stored, const BuildRecord& now,
                                           bool stems, bool verify) {
  if (stored.damaged) return {{ReasonKind::record_damaged}};
  if (!stored.record) return {{ReasonKind::never_made}};
  if (auto changed = differences(*stored.record, now); !changed.empty()) return changed;
  std::error_code none;
  if (!still_stands(master, stored.record->master, verify)) {
    return {{fs::exists(master, none) ? ReasonKind::file_altered : ReasonKind::file_missing}};
  }
  if (!stems) return {};
  std::vector<FileStamp>& known = stored.record->stems;
  if (known.size() != 2) return {{ReasonKind::stems_wanted}};
  const publish::StemPaths paths(master);
  if (still_stands(paths.voices, known[0], verify) && still_stands(paths.ambience, known[1], verify)) return {};
  return {{ReasonKind::stem_altered}};
}

void remove_stems(const fs::path& master) {
  const publish::StemPaths paths(master);
  std::error_code none;
  fs::remove(paths.voices, none);
  fs::remove(paths.ambience, none);
}

/// The cues whose take was not in the last master.
std::vector<std::size_t> changed_cues(const mix::Timeline& timeline, const StoredBuildRecord& stored) {
  std::vector<std::size_t> changed;
  if (!stored.record) return changed;
  const std::set<synthesis::TakeId> before(stored.record->takes.begin(), stored.record->takes.end());
  for (std::size_t i = 0; i < timeline.cues.size(); ++i) {
    if (!before.contains(timeline.cues[i].take)) changed.push_back(i);
  }
  return changed;
}

/// A master that was inspected.
struct MasterInspection {
  ChapterMaster master;
  BuildRecord now;
  StoredBuildRecord stored;  ///< the times of files that were only touched are noted in its stamps
  BuildRecord before;        ///< the same as it was read
};

MasterInspection inspect_files(const ChapterJob& job, const mix::Timeline& timeline, const MasterFolders& folders,
                               bool verify) {
  MasterInspection found{{folders.master(job)}, record_of(job, timeline), read_build_record(folders.record(job)), {}};
  found.before = found.stored.record.value_or(BuildRecord{});
  found.master.reasons = reasons_to_make(found.master.path, found.stored, found.now, job.delivery.stems, verify);
  if (found.master.outdated()) {
    found.master.changed = changed_cues(timeline, found.stored);
  } else {
    found.master.measure = found.stored.record->measure;
    found.master.checksum = found.stored.record->master.checksum;
  }
  return found;
}

/// Whether two masters are of the same chapter as it is now, in whatever format and loudness.
bool same_but_delivery(const BuildRecord& a, const BuildRecord& b) {
  const auto sound_of = [](const BuildRecord& record) {
    std::map<MasterInput, std::string> inputs = record.inputs;
    for (const MasterInput one : {MasterInput::delivery_profile, MasterInput::tags, MasterInput::mix_version})
      inputs.erase(one);
    return inputs;
  };
  return a.takes == b.takes && a.voices == b.voices && sound_of(a) == sound_of(b);
}

}  // namespace

ChapterMaster inspect_master(const ChapterJob& job, const mix::Timeline& timeline, const MasterFolders& folders,
                             bool verify) {
  return inspect_files(job, timeline, folders, verify).master;
}

MasterHistory master_history(const ChapterJob& job, const mix::Timeline& timeline, const MasterFolders& folders) {
  auto [record, damaged] = read_build_record(folders.record(job));
  if (!record) return {{{ReasonKind::record_lost}}, {}};
  MasterHistory history{differences(*record, record_of(job, timeline)), {}};
  if (still_stands(folders.master(job), record->master)) history.measure = record->measure;
  return history;
}

publish::PublishedMaster make_master(const ChapterJob& job, const mix::Timeline& timeline,
                                     const synthesis::TakeStore& store, const fs::path& path, int jobs,
                                     Progress& progress, const StopFlag& stop) {
  const bool stems = job.delivery.stems;
  const bool steady_bed = job.steady_bed();
  const cast::Cast cast{job.sound.voices};
  auto mix = mix::mix_chapter(timeline, cast, store,
                              {job.sound.ambience, job.sound.bed, job.sound.levels, stems || steady_bed});
  // Fewer chapters than workers, or the last of them: the mix and what is made of it keep two workers busy.
  if (jobs > 1) mix = std::make_unique<ReadAhead>(std::move(mix));
  return publish::publish_master(*mix, job.delivery.profile, job.delivery.tags, path, progress, stop,
                                 job.delivery.expected_loudness, {.stems = stems, .steady_bed = steady_bed});
}

ChapterMaster update_master(const ChapterJob& job, const mix::Timeline& timeline, const synthesis::TakeStore& store,
                            const MasterFolders& folders, const MakeSettings& settings, Progress& progress,
                            const std::function<void(double)>& will_make, const StopFlag& stop) {
  const auto lines = static_cast<std::int64_t>(job.chapter().lines.size());
  const fs::path remembered = folders.record(job);
  MasterInspection found = inspect_files(job, timeline, folders, settings.verify);
  const BuildRecord& before = found.before;
  ChapterMaster& master = found.master;
  if (!master.outdated()) {
    will_make(0);
    if (found.stored.record->master != before.master || found.stored.record->stems != before.stems) {
      write_build_record(remembered, *found.stored.record);
    }
    progress.done(1, lines);
    return master;
  }
  if (found.stored.damaged) {
    progress.say(fmt::format("note: {} was damaged; the chapter is made again", remembered.string()));
  }
  stop.check();
  if (!job.delivery.stems && !before.stems.empty()) remove_stems(master.path);
  will_make(seconds(timeline.length, kMasterRate).value);
  publish::PublishedMaster made = make_master(job, timeline, store, master.path, settings.jobs, progress, stop);
  // Each chapter has its record, written when it is done: what is done stays done when the rest is interrupted.
  BuildRecord& record = found.now;
  master.measure = record.measure = made.measure;
  record.master = stamp_file(master.path, std::move(made.hash));
  master.checksum = record.master.checksum;
  if (job.delivery.stems) {
    const publish::StemPaths stems(master.path);
    record.stems = {stamp_file(stems.voices, std::move(made.stems.at(0))),
                    stamp_file(stems.ambience, std::move(made.stems.at(1)))};
  }
  write_build_record(remembered, record);
  progress.done(1, lines);
  return master;
}

std::vector<fs::path> remove_other_masters(const std::vector<std::string>& master_names, const MasterFolders& folders) {
  std::set<std::string> names;
  std::map<std::string, std::string> by_stem;
  for (const std::string& name : master_names) {
    names.insert(name + ".json");
    by_stem.emplace(fs::path(name).stem().string(), name);
  }
  std::vector<fs::path> before;
  std::vector<fs::path> others;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folders.records, none)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".json" && !names.contains(path.filename().string())) others.push_back(path);
  }
  for (const fs::path& record : others) {
    const fs::path master = folders.masters / record.stem();
    std::optional<BuildRecord> stored = read_build_record(record).record;
    const bool stands = stored && still_stands(master, stored->master);
    if (const auto chapter = by_stem.find(master.stem().string()); chapter != by_stem.end()) {
      const auto now = read_build_record(folders.records / (chapter->second + ".json")).record;
      if (stands && now && !same_but_delivery(*stored, *now)) before.push_back(master);
      if (!stands) fs::remove(record, none);
      continue;
    }
    if (stands) {
      if (!stored->stems.empty()) remove_stems(master);
      fs::remove(master, none);
    }
    for (const char* extension : {".vtt", ".srt", ".lrc", ".json"}) {
      fs::remove(fs::path(master).replace_extension(extension), none);
    }
    fs::remove(record, none);
  }
  std::sort(before.begin(), before.end());
  return before;
}

}  // namespace sotto::production
