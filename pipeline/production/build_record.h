#pragma once

/// What a chapter's master was made from, remembered so that it is made again only when that has changed, and so that a
/// person can read why.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mix/timeline.h"
#include "production/chapter_job.h"
#include "publish/measure.h"
#include "report/contents/rebuild_reason.h"
#include "synthesis/take.h"

namespace sotto::production {

/// What a file was when it was made.
struct FileStamp {
  std::int64_t size = -1;
  std::int64_t modified_ns = 0;
  std::string checksum;
  bool operator==(const FileStamp&) const = default;
};

/// The stamp of a file that was just written, of which `hash_file` says this.
FileStamp stamp_file(const std::filesystem::path& path, std::string hash);

/// Whether the file is what was stamped. A file whose size and time are as they were is taken to be it, as `make` does;
/// one that was only touched is proved by its checksum, and its new time is noted in the stamp. `read_it`: proved so in
/// any case.
bool still_stands(const std::filesystem::path& path, FileStamp& stamp, bool read_it = false);

/// What shapes a master besides its takes and voices.
enum class MasterInput { ambience, delivery_profile, voice_levels, pauses, ambience_position, tags, mix_version };

struct BuildRecord {
  /// The hash of each thing that shapes the master.
  std::map<MasterInput, std::string> inputs;
  /// "meg", "meg, whisper": what the mixer makes of each voice.
  std::map<std::string, std::string> voices;
  std::vector<synthesis::TakeId> takes;  ///< in the order in which they sound
  FileStamp master;
  std::vector<FileStamp> stems;  ///< voices and ambience; empty where they were not asked for
  publish::MasterMeasure measure;

  bool same_sound(const BuildRecord& other) const {
    return inputs == other.inputs && voices == other.voices && takes == other.takes;
  }
};

/// As `<cache>/made/<book>/<name of the master>.json`, checksummed.
struct StoredBuildRecord {
  std::optional<BuildRecord> record;
  bool damaged = false;  ///< there is one, but it cannot be trusted
};
StoredBuildRecord read_build_record(const std::filesystem::path& path);
/// Throws MachineFailure.
void write_build_record(const std::filesystem::path& path, const BuildRecord& record);

/// What a chapter whose takes lie so in time is made from.
BuildRecord record_of(const ChapterJob& job, const mix::Timeline& timeline);

/// What is otherwise in `now` than it was in `before`.
std::vector<contents::RebuildReason> differences(const BuildRecord& before, const BuildRecord& now);

}  // namespace sotto::production
