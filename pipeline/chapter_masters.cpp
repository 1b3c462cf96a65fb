// The record of a book holds, for each master: a fingerprint of everything that shapes it, the file's size, time and
// checksum, and what was measured. A file whose size and time are as recorded is taken to be what it was, as `make`
// does; one that was only touched is proved by its checksum.

#include "chapter_masters.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <thread>

#include "mix/chapter_mix.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/text.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Chapters begin this far apart in the endless ambience, so that no chapter's length moves another one's rain: longer
/// than any chapter.
constexpr std::int64_t kAmbienceStride = std::int64_t{24} * 3600 * 44100;

struct Recorded {
  std::string fingerprint;
  std::int64_t size = 0;
  std::int64_t modified_ns = 0;
  std::string checksum;
  MasterMeasure measure;
};

json to_json(const Recorded& r) {
  const MasterMeasure& m = r.measure;
  return {{"fingerprint", r.fingerprint},
          {"size", r.size},
          {"modified_ns", r.modified_ns},
          {"checksum", r.checksum},
          {"measure",
           {m.duration.value, m.loudness.value, m.loudness_range.value, m.true_peak.value, m.gain.value,
            m.limited.value, m.limited_share}}};
}

Recorded recorded_from(const json& j) {
  const json& m = j.at("measure");
  return {j.at("fingerprint"),
          j.at("size"),
          j.at("modified_ns"),
          j.at("checksum"),
          {{m.at(0)}, {m.at(1)}, {m.at(2)}, {m.at(3)}, {m.at(4)}, {m.at(5)}, m.at(6)}};
}

/// File name -> what is known of it. A record that cannot be read is as good as none: everything is made again.
std::map<std::string, Recorded> read_record(const fs::path& path) {
  std::map<std::string, Recorded> record;
  const auto text = try_read_file(path);
  if (!text) return record;
  try {
    const json all = json::parse(*text);
    for (const auto& [name, entry] : all.items()) record[name] = recorded_from(entry);
  } catch (const json::exception&) {
    record.clear();
  }
  return record;
}

void write_record(const fs::path& path, const std::map<std::string, Recorded>& record) {
  json all = json::object();
  for (const auto& [name, entry] : record) all[name] = to_json(entry);
  make_folder(path.parent_path());
  update_file(path, all.dump(1) + "\n");
}

/// Size and time of a file; negative size when there is none.
std::pair<std::int64_t, std::int64_t> stamp(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {-1, 0};
  return {status.st_size, std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

std::string file_checksum(const fs::path& path) {
  ContentHash hash;
  hash_file(path, hash);
  return hash.hex();
}

/// Whether the file is what was recorded; a touched file's new time is noted.
bool still_stands(const fs::path& path, Recorded& recorded) {
  const auto [size, modified] = stamp(path);
  if (size != recorded.size) return false;
  if (modified == recorded.modified_ns) return true;
  if (file_checksum(path) != recorded.checksum) return false;
  recorded.modified_ns = modified;
  return true;
}

std::string fingerprint(const Timeline& timeline, const Cast& cast, const MixSettings& mix,
                        const DeliveryProfile& profile, const Tags& tags) {
  ContentHash hash;
  hash.add(kMixVersion).add(kMasterVersion).add(timeline.length);
  std::set<std::pair<std::string, std::string>> voices;
  for (const Cue& cue : timeline.cues) {
    hash.add(cue.take).add(cue.begin).add(cue.who).add(cue.how);
    voices.insert({cue.who, cue.how});
  }
  for (const auto& voice : voices) {
    add_sound(hash.add(voice.first), cast.voice_of(voice.first));
    if (const auto level = mix.levels.find(voice); level != mix.levels.end()) hash.add(level->second.value);
  }
  hash.add(mix.ambience.bed).add(mix.ambience.level.value).add(mix.ambience.duck.value).add(mix.ambience.seed);
  hash.add(mix.ambience_start);
  hash.add(profile.name).add(profile.loudness.value).add(profile.true_peak.value);
  hash.add(tags.title).add(tags.album).add(tags.artist).add(tags.comment).add(tags.track);
  return hash.hex();
}

/// What one chapter needs to be made.
struct Work {
  std::size_t chapter = 0;
  MixSettings mix;
  Tags tags;
  std::string fingerprint;
};

/// Runs `make` for each work on `jobs` threads, the longest first. The first exception stops what has not begun, and is
/// thrown.
template <typename Make>
void in_parallel(const std::vector<Work>& works, int jobs, const Make& make) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto run = [&] {
    for (std::size_t i = next++; i < works.size(); i = next++) {
      try {
        make(works[i]);
      } catch (...) {
        const std::scoped_lock lock(failure_mutex);
        if (!failure) failure = std::current_exception();
        next = works.size();
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    const std::size_t count = std::min(works.size(), static_cast<std::size_t>(std::max(jobs, 1)));
    for (std::size_t i = 0; i < count; ++i) threads.emplace_back(run);
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace

std::vector<ChapterMaster> make_masters(const Book& book, const Script& script, const Cast& cast,
                                        const std::vector<Timeline>& timelines, const TakeStore& store,
                                        const MasterSettings& settings, Progress& progress, const StopFlag& stop) {
  make_folder(settings.folder);
  const std::map<std::string, Recorded> before = read_record(settings.record);
  std::map<std::string, Recorded> record;
  std::vector<ChapterMaster> masters(script.chapters.size());
  std::vector<Work> works;
  double seconds_to_make = 0;

  for (std::size_t i = 0; i < script.chapters.size(); ++i) {
    const ScriptChapter& chapter = script.chapters[i];
    const std::string name = fmt::format("{:02}-{}.wav", chapter.number, slug(chapter.title));
    masters[i].path = settings.folder / name;
    Work work{i, {book.ambience, chapter.number * kAmbienceStride, settings.levels}, {}, {}};
    work.tags = {chapter.title, book.title, book.author, "Made with Sotto", chapter.number};
    work.fingerprint = fingerprint(timelines[i], cast, work.mix, settings.profile, work.tags);
    const auto known = before.find(name);
    if (known != before.end() && known->second.fingerprint == work.fingerprint) {
      Recorded recorded = known->second;
      if (still_stands(masters[i].path, recorded)) {
        masters[i].measure = recorded.measure;
        record[name] = std::move(recorded);
        continue;
      }
    }
    masters[i].made = true;
    seconds_to_make += seconds(timelines[i].length, kMasterRate).value;
    works.push_back(std::move(work));
  }

  std::stable_sort(works.begin(), works.end(), [&](const Work& a, const Work& b) {
    return timelines[a.chapter].length > timelines[b.chapter].length;
  });
  std::mutex record_mutex;
  if (!works.empty()) progress.begin("mix", static_cast<std::int64_t>(seconds_to_make));
  in_parallel(works, settings.jobs, [&](const Work& work) {
    stop.check();
    ChapterMaster& master = masters[work.chapter];
    const auto mix = mix_chapter(timelines[work.chapter], cast, store, work.mix);
    master.measure = publish_master(*mix, settings.profile, work.tags, master.path, progress, stop);
    const auto [size, modified] = stamp(master.path);
    Recorded recorded{work.fingerprint, size, modified, file_checksum(master.path), master.measure};
    // Written after each chapter, with what is known of the others: what is done stays done when the rest is
    // interrupted.
    const std::scoped_lock lock(record_mutex);
    record[master.path.filename().string()] = std::move(recorded);
    std::map<std::string, Recorded> so_far = record;
    so_far.insert(before.begin(), before.end());
    write_record(settings.record, so_far);
  });
  if (!works.empty()) {
    progress.finish(
        fmt::format("{} of {} chapters, {} of sound", works.size(), masters.size(), spoken_duration(seconds_to_make)));
  }

  write_record(settings.record, record);
  for (const auto& [name, recorded] : before) {
    if (record.contains(name)) continue;
    std::error_code ignored;
    for (const char* extension : {".wav", ".vtt", ".json"}) {
      fs::remove((settings.folder / name).replace_extension(extension), ignored);
    }
  }
  return masters;
}

}  // namespace sotto
