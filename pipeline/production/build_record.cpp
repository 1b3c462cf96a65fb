#include "production/build_record.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "mix/chapter_mix.h"
#include "publish/master.h"
#include "shared/checksummed_file.h"
#include "shared/files.h"
#include "shared/hash.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Changes with the shape of the record: older ones are then as good as none.
constexpr int kRecordVersion = 5;

using ReasonKind = contents::RebuildReason::Kind;

/// By MasterInput: what it is called in a record, and what a change of it is.
struct InputName {
  const char* name;
  ReasonKind changed;
};
constexpr std::array<InputName, 7> kInputs{{{"ambience", ReasonKind::ambience_changed},
                                            {"delivery profile", ReasonKind::profile_changed},
                                            {"level of a voice", ReasonKind::voice_level_changed},
                                            {"pauses", ReasonKind::pauses_changed},
                                            {"place in the ambience", ReasonKind::ambience_position_changed},
                                            {"title, author or number", ReasonKind::tags_changed},
                                            {"version of Sotto's mix", ReasonKind::mix_version_changed}}};

/// The name of a voice in a delivery, for a person.
std::string shown(const mix::Cue& cue) { return cue.how.empty() ? cue.who : cue.who + ", " + cue.how; }

void add_scene(ContentHash& hash, const document::AmbienceScene& scene) {
  hash.add(static_cast<int>(scene.surface)).add(static_cast<int>(scene.place)).add(scene.intensity);
  hash.add(scene.distance).add(scene.gutters).add(scene.gusts);
  if (scene.bed.is_recording()) hash.add(scene.bed.content + ".wav");
}

/// Of the timeline's sentences, those that begin up to a frame. What changes before a frame moves it; that is no change
/// of what lies there.
std::size_t sentences_until(const mix::Timeline& timeline, std::int64_t frame) {
  const auto after =
      std::find_if(timeline.cues.begin(), timeline.cues.end(), [&](const mix::Cue& c) { return c.begin > frame; });
  return static_cast<std::size_t>(after - timeline.cues.begin());
}

std::string ambience_hash(const mix::Timeline& timeline, const ChapterSound& sound) {
  const document::AmbienceSettings& ambience = sound.ambience;
  ContentHash hash;
  hash.add(ambience.silent()).add(ambience.level.value).add(ambience.duck.value).add(ambience.seed);
  hash.add(ambience.continuous).add(sound.bed.fade_in).add(sound.bed.fade_out);
  add_scene(hash, ambience.scene);
  document::AmbienceScene scene = sound.bed.scene.value_or(ambience.scene);
  add_scene(hash, scene);
  for (const mix::AmbienceCue& cue : timeline.ambience) {
    scene = document::changed(scene, cue.change);
    add_scene(hash.add(sentences_until(timeline, cue.at)).add(cue.change.fade.value).add(cue.change.thunder), scene);
  }
  return hash.hex();
}

/// Size and time of a file; negative size when there is none.
std::pair<std::int64_t, std::int64_t> size_and_time(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {-1, 0};
  return {status.st_size, std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

json to_json(const FileStamp& stamp) { return {stamp.size, stamp.modified_ns, stamp.checksum}; }

FileStamp stamp_from(const json& j) { return {j.at(0), j.at(1), j.at(2)}; }

json to_json(const BuildRecord& r) {
  const publish::MasterMeasure& m = r.measure;
  json parts = json::object();
  for (const auto& [input, hash] : r.inputs) parts[kInputs.at(static_cast<std::size_t>(input)).name] = hash;
  json stems = json::array();
  for (const FileStamp& stem : r.stems) stems.push_back(to_json(stem));
  return {{"version", kRecordVersion},
          {"parts", std::move(parts)},
          {"voices", r.voices},
          {"takes", r.takes},
          {"master", to_json(r.master)},
          {"stems", std::move(stems)},
          {"measure",
           {m.duration.value, m.loudness.value, m.loudness_range.value, m.true_peak.value, m.gain.value,
            m.limited.value, m.limited_share, m.levels.rms.value, m.levels.floor.value, m.levels.head.value,
            m.levels.tail.value, m.bit_rate}}};
}

BuildRecord record_from(const json& j) {
  BuildRecord r;
  for (std::size_t i = 0; i < kInputs.size(); ++i) {
    j.at("parts").at(kInputs.at(i).name).get_to(r.inputs[static_cast<MasterInput>(i)]);
  }
  j.at("voices").get_to(r.voices);
  j.at("takes").get_to(r.takes);
  r.master = stamp_from(j.at("master"));
  for (const json& stem : j.at("stems")) r.stems.push_back(stamp_from(stem));
  const json& m = j.at("measure");
  r.measure = {{m.at(0)}, {m.at(1)}, {m.at(2)}, {m.at(3)}, {m.at(4)}, {m.at(5)}, m.at(6)};
  r.measure.levels = {{m.at(7)}, {m.at(8)}, {m.at(9)}, {m.at(10)}};
  r.measure.bit_rate = m.at(11);
  return r;
}

}  // namespace

FileStamp stamp_file(const fs::path& path, std::string hash) {
  const auto [size, modified] = size_and_time(path);
  return {size, modified, std::move(hash)};
}

bool still_stands(const fs::path& path, FileStamp& stamp, bool read_it) {
  const auto [size, modified] = size_and_time(path);
  if (size < 0 || size != stamp.size) return false;
  if (modified == stamp.modified_ns && !read_it) return true;
  if (hash_file(path) != stamp.checksum) return false;
  stamp.modified_ns = modified;
  return true;
}

StoredBuildRecord read_build_record(const fs::path& path) {
  const ChecksummedText sealed = read_checksummed(path);
  if (!sealed.text) return {std::nullopt, sealed.damaged()};
  try {
    const json j = json::parse(*sealed.text);
    if (j.at("version") != kRecordVersion) return {};
    return {record_from(j), false};
  } catch (const json::exception&) {
    return {std::nullopt, true};
  }
}

void write_build_record(const fs::path& path, const BuildRecord& record) {
  write_checksummed(path, to_json(record).dump() + "\n");
}

BuildRecord record_of(const ChapterJob& job, const mix::Timeline& timeline) {
  BuildRecord record;
  ContentHash pauses;
  ContentHash levels;
  pauses.add(timeline.length);
  for (const mix::Cue& cue : timeline.cues) {
    record.takes.push_back(cue.take);
    pauses.add(cue.begin).add(cue.who).add(cue.how);
    const auto [voice, first] = record.voices.try_emplace(shown(cue));
    if (!first) continue;
    voice->second = hash_of(job.sound.voices.at(cue.who));
    if (const auto level = job.sound.levels.find({cue.who, cue.how}); level != job.sound.levels.end()) {
      levels.add(cue.who).add(cue.how).add(level->second.value);
    }
  }
  ContentHash delivery;
  publish::add_delivery(delivery, job.delivery.profile);
  const mix::BedPosition& bed = job.sound.bed;
  record.inputs = {
      {MasterInput::ambience, ambience_hash(timeline, job.sound)},
      {MasterInput::delivery_profile, delivery.hex()},
      {MasterInput::voice_levels, levels.hex()},
      {MasterInput::pauses, pauses.hex()},
      {MasterInput::ambience_position, ContentHash().add(bed.start).add(bed.next.value_or(-1)).hex()},
      {MasterInput::tags, hash_of(job.delivery.tags)},
      {MasterInput::mix_version, ContentHash().add(mix::kMixVersion).add(publish::kMasterVersion).hex()},
  };
  return record;
}

std::vector<contents::RebuildReason> differences(const BuildRecord& before, const BuildRecord& now) {
  std::vector<contents::RebuildReason> found;
  for (const auto& [input, hash] : now.inputs) {
    const auto old = before.inputs.find(input);
    // Pauses move with the takes; by themselves they are a change only where the takes are the same.
    if (input == MasterInput::pauses && before.takes != now.takes) continue;
    if (old != before.inputs.end() && old->second == hash) continue;
    found.push_back({kInputs.at(static_cast<std::size_t>(input)).changed});
  }
  for (const auto& [voice, hash] : now.voices) {
    const auto old = before.voices.find(voice);
    if (old == before.voices.end()) {
      found.push_back({ReasonKind::speaker_added, voice});
    } else if (old->second != hash) {
      found.push_back({ReasonKind::voice_changed, voice});
    }
  }
  if (before.takes != now.takes) {
    const std::set<synthesis::TakeId> old_takes(before.takes.begin(), before.takes.end());
    const std::set<synthesis::TakeId> new_takes(now.takes.begin(), now.takes.end());
    std::size_t added = 0;
    std::size_t gone = 0;
    for (const synthesis::TakeId& take : new_takes) added += old_takes.contains(take) ? 0 : 1;
    for (const synthesis::TakeId& take : old_takes) gone += new_takes.contains(take) ? 0 : 1;
    if (added > 0) found.push_back({ReasonKind::sentences_added, {}, added});
    if (added == 0 && gone > 0) found.push_back({ReasonKind::sentences_removed, {}, gone});
    if (added == 0 && gone == 0) found.push_back({ReasonKind::sentences_reordered});
  }
  if (found.empty() && !before.same_sound(now)) found.push_back({ReasonKind::voices_removed});
  return found;
}

}  // namespace sotto::production
