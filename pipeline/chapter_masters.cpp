#include "chapter_masters.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "chapter_record.h"
#include "mix/chapter_mix.h"
#include "publish/stems.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/read_ahead.h"
#include "shared/text.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;

/// Chapters begin this far apart in the endless ambience, so that no chapter's length moves another one's rain: longer
/// than any chapter.
constexpr std::int64_t kAmbienceStride = std::int64_t{24} * 3600 * 44100;

/// The name of a voice in a delivery, for a person.
std::string shown(const Cue& cue) { return cue.how.empty() ? cue.who : cue.who + ", " + cue.how; }

void add_scene(ContentHash& hash, const AmbienceScene& scene) {
  hash.add(static_cast<int>(scene.surface)).add(static_cast<int>(scene.place)).add(scene.intensity);
  hash.add(scene.distance).add(scene.gutters).add(scene.gusts);
  // Named by what it was made from, wherever the cache is.
  if (!scene.recording.empty()) hash.add(fs::path(scene.recording).filename().string());
}

std::string ambience_hash(const Timeline& timeline, const MixSettings& mix) {
  ContentHash hash;
  hash.add(mix.ambience.bed == "none")
      .add(mix.ambience.level.value)
      .add(mix.ambience.duck.value)
      .add(mix.ambience.seed);
  hash.add(mix.bed.start).add(mix.bed.fade_in).add(mix.bed.fade_out);
  add_scene(hash, mix.ambience.scene);
  AmbienceScene scene = mix.bed.scene.value_or(mix.ambience.scene);
  add_scene(hash, scene);
  for (const AmbienceCue& cue : timeline.ambience) {
    scene = changed(scene, cue.change);
    add_scene(hash.add(cue.at).add(cue.change.fade.value).add(cue.change.thunder), scene);
  }
  return hash.hex();
}

ChapterRecord record_of(const Timeline& timeline, const Cast& cast, const MixSettings& mix,
                        const DeliveryProfile& profile, const Tags& tags) {
  ChapterRecord record;
  ContentHash pauses;
  ContentHash levels;
  std::map<std::string, ContentHash> voices;
  pauses.add(timeline.length);
  for (const Cue& cue : timeline.cues) {
    record.takes.push_back(cue.take);
    pauses.add(cue.begin).add(cue.who).add(cue.how);
    if (voices.contains(shown(cue))) continue;
    add_sound(voices[shown(cue)], cast.voice_of(cue.who));
    if (const auto level = mix.levels.find({cue.who, cue.how}); level != mix.levels.end()) {
      levels.add(cue.who).add(cue.how).add(level->second.value);
    }
  }
  for (const auto& [voice, hash] : voices) record.voices[voice] = hash.hex();
  record.parts["pauses"] = pauses.hex();
  record.parts["level of a voice"] = levels.hex();
  record.parts["version of Sotto's mix"] = ContentHash().add(kMixVersion).add(kMasterVersion).hex();
  record.parts["ambience"] = ambience_hash(timeline, mix);
  ContentHash delivery;
  add_delivery(delivery, profile);
  record.parts["delivery profile"] = delivery.hex();
  record.parts["title, author or number"] =
      ContentHash().add(tags.title).add(tags.album).add(tags.artist).add(tags.comment).add(tags.track).hex();
  return record;
}

/// Why a master must be made although, or because, the record says what it does; nothing when it stands.
std::vector<std::string> reasons_to_make(const ChapterMaster& master, StoredRecord& stored, const ChapterRecord& now,
                                         bool stems) {
  if (stored.damaged) return {"what is known of its last making is damaged"};
  if (!stored.record) return {"it was not made before"};
  std::vector<std::string> reasons = differences(*stored.record, now);
  if (!stored.record->same_sound(now) && reasons.empty()) reasons.emplace_back("its voices changed");
  if (!reasons.empty()) return reasons;
  std::error_code none;
  if (!still_stands(master.path, stored.record->master)) {
    return {fs::exists(master.path, none) ? "its file was altered" : "its file is missing"};
  }
  if (!stems) return {};
  std::vector<FileStamp>& known = stored.record->stems;
  if (known.size() != 2) return {"its stems are asked for"};
  const StemPaths paths(master.path);
  if (still_stands(paths.voices, known[0]) && still_stands(paths.ambience, known[1])) return {};
  return {"a stem was altered, or is missing"};
}

void remove_stems(const fs::path& master) {
  const StemPaths paths(master);
  std::error_code none;
  fs::remove(paths.voices, none);
  fs::remove(paths.ambience, none);
}

/// The cues whose take was not in the last master.
std::vector<std::size_t> changed_cues(const Timeline& timeline, const StoredRecord& stored) {
  std::vector<std::size_t> changed;
  if (!stored.record) return changed;
  const std::set<TakeId> before(stored.record->takes.begin(), stored.record->takes.end());
  for (std::size_t i = 0; i < timeline.cues.size(); ++i) {
    if (!before.contains(timeline.cues[i].take)) changed.push_back(i);
  }
  return changed;
}

/// Removes the masters, with what lies beside them, and the records of chapters that are no more.
void remove_others(const MasterSettings& settings, const std::vector<ChapterMaster>& masters) {
  std::set<std::string> names;
  std::set<std::string> stems;
  for (const ChapterMaster& master : masters) {
    names.insert(master.path.filename().string() + ".json");
    stems.insert(master.path.stem().string());
  }
  std::vector<fs::path> others;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(settings.records, none)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".json" && !names.contains(path.filename().string())) others.push_back(path);
  }
  for (const fs::path& record : others) {
    const fs::path master = settings.folder / record.stem();
    if (const auto stored = read_chapter_record(record).record; stored && !stored->stems.empty()) remove_stems(master);
    fs::remove(master, none);
    // Of a chapter that is now delivered in another format, the captions stay.
    for (const char* extension : {".vtt", ".json"}) {
      if (!stems.contains(master.stem().string())) fs::remove(fs::path(master).replace_extension(extension), none);
    }
    fs::remove(record, none);
  }
}

/// What one chapter needs to be made.
struct Work {
  std::size_t chapter = 0;
  MixSettings mix;
  Tags tags;
  ChapterRecord record;
};

/// Runs `make` for each work on `jobs` threads, the longest first. The first exception stops what has not begun, and is
/// thrown.
template <typename Make>
void in_parallel(std::vector<Work>& works, int jobs, const Make& make) {
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
  if (!settings.dry_run) {
    make_folder(settings.folder);
    make_folder(settings.records);
  }
  std::vector<ChapterMaster> masters(script.chapters.size());
  std::vector<Work> works;
  double seconds_to_make = 0;
  const auto record_path = [&](const ChapterMaster& master) {
    return settings.records / (master.path.filename().string() + ".json");
  };

  std::int64_t played = 0;  // what a bed that goes on has played before the chapter
  AmbienceScene scene = book.ambience.scene;
  for (std::size_t i = 0; i < script.chapters.size(); ++i) {
    const ScriptChapter& chapter = script.chapters[i];
    ChapterMaster& master = masters[i];
    master.path = settings.folder / fmt::format("{:02}-{}{}", chapter.number, file_slug(chapter.title),
                                                extension_of(settings.profile.format));
    BedPlace bed{chapter.number * kAmbienceStride};
    if (book.ambience.continuous) bed = {played, i == 0, i + 1 == script.chapters.size(), scene};
    played += timelines[i].length;
    scene = last_scene(timelines[i], scene);
    const bool stems = settings.stems && book.ambience.bed != "none";
    Work work{i, {book.ambience, bed, settings.levels, stems}, {}, {}};
    work.tags = {chapter.title, book.title, book.author, "Made with Sotto", chapter.number};
    work.record = record_of(timelines[i], cast, work.mix, settings.profile, work.tags);
    StoredRecord stored = read_chapter_record(record_path(master));
    const ChapterRecord before = stored.record.value_or(ChapterRecord{});
    master.reasons = reasons_to_make(master, stored, work.record, stems);
    if (!stems && !before.stems.empty() && !settings.dry_run) {
      remove_stems(master.path);
      stored.record->stems.clear();
    }
    if (master.reasons.empty()) {
      master.measure = stored.record->measure;
      master.checksum = stored.record->master.checksum;
      if ((stored.record->master != before.master || stored.record->stems != before.stems) && !settings.dry_run)
        write_chapter_record(record_path(master), *stored.record);
      progress.done(1, static_cast<std::int64_t>(chapter.lines.size()));
      continue;
    }
    if (stored.damaged) {
      progress.say(fmt::format("note: {} was damaged; the chapter is made again", record_path(master).string()));
    }
    master.made = true;
    master.changed = changed_cues(timelines[i], stored);
    seconds_to_make += seconds(timelines[i].length, kMasterRate).value;
    works.push_back(std::move(work));
  }
  if (settings.dry_run) return masters;

  std::stable_sort(works.begin(), works.end(), [&](const Work& a, const Work& b) {
    return timelines[a.chapter].length > timelines[b.chapter].length;
  });
  if (!works.empty()) progress.begin("mix", static_cast<std::int64_t>(seconds_to_make));
  in_parallel(works, settings.jobs, [&](Work& work) {
    stop.check();
    ChapterMaster& master = masters[work.chapter];
    auto mix = mix_chapter(timelines[work.chapter], cast, store, work.mix);
    // Fewer chapters than workers, or the last of them: the mix and what is made of it keep two workers busy.
    if (settings.jobs > 1) mix = std::make_unique<ReadAhead>(std::move(mix));
    master.measure = publish_master(*mix, settings.profile, work.tags, master.path, progress, stop);
    // Each chapter has its record, written when it is done: what is done stays done when the rest is interrupted.
    work.record.master = stamp_file(master.path);
    master.checksum = work.record.master.checksum;
    if (work.mix.voices_too) {
      const StemPaths stems(master.path);
      work.record.stems = {stamp_file(stems.voices), stamp_file(stems.ambience)};
    }
    work.record.measure = master.measure;
    write_chapter_record(record_path(master), work.record);
    progress.done(1, static_cast<std::int64_t>(script.chapters[work.chapter].lines.size()));
  });
  if (!works.empty()) {
    progress.finish(
        fmt::format("{} of {} chapters, {} of sound", works.size(), masters.size(), spoken_duration(seconds_to_make)));
  }
  remove_others(settings, masters);
  return masters;
}

}  // namespace sotto
