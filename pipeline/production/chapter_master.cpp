#include "production/chapter_master.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "publish/stems.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/read_ahead.h"
#include "shared/text.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;

/// What a mix comes out at, as measured on generated text (-20.43 to -20.28): the calibration's sentences are a little
/// denser than stories. The nearer, the fewer chapters are rendered twice.
constexpr Lufs kMixLoudness{-20.3};

/// Chapters begin this far apart in the endless ambience, so that no chapter's length moves another one's rain: longer
/// than any chapter.
constexpr std::int64_t kAmbienceStride = std::int64_t{24} * 3600 * 44100;

/// The name of a voice in a delivery, for a person.
std::string shown(const mix::Cue& cue) { return cue.how.empty() ? cue.who : cue.who + ", " + cue.how; }

void add_scene(ContentHash& hash, const document::AmbienceScene& scene) {
  hash.add(static_cast<int>(scene.surface)).add(static_cast<int>(scene.place)).add(scene.intensity);
  hash.add(scene.distance).add(scene.gutters).add(scene.gusts);
  // Named by what it was made from, wherever the cache is.
  if (!scene.recording.empty()) hash.add(fs::path(scene.recording).filename().string());
}

/// Of the timeline's sentences, those that begin up to a frame. What changes before a frame moves it; that is no change
/// of what lies there.
std::size_t sentences_until(const mix::Timeline& timeline, std::int64_t frame) {
  const auto after =
      std::find_if(timeline.cues.begin(), timeline.cues.end(), [&](const mix::Cue& c) { return c.begin > frame; });
  return static_cast<std::size_t>(after - timeline.cues.begin());
}

std::string ambience_hash(const mix::Timeline& timeline, const mix::MixSettings& mix) {
  ContentHash hash;
  hash.add(mix.ambience.bed == "none")
      .add(mix.ambience.level.value)
      .add(mix.ambience.duck.value)
      .add(mix.ambience.seed);
  hash.add(mix.ambience.continuous).add(mix.bed.fade_in).add(mix.bed.fade_out);
  add_scene(hash, mix.ambience.scene);
  document::AmbienceScene scene = mix.bed.scene.value_or(mix.ambience.scene);
  add_scene(hash, scene);
  for (const mix::AmbienceCue& cue : timeline.ambience) {
    scene = document::changed(scene, cue.change);
    add_scene(hash.add(sentences_until(timeline, cue.at)).add(cue.change.fade.value).add(cue.change.thunder), scene);
  }
  return hash.hex();
}

AudioTags tags_of(const script::ScriptChapter& chapter, const document::Book& book) {
  return {chapter.title, book.title, book.author, "Made with Sotto", chapter.number};
}

BuildRecord record_of(const mix::Timeline& timeline, const cast::Cast& cast, const mix::MixSettings& mix,
                      const publish::DeliveryProfile& profile, const AudioTags& tags) {
  BuildRecord record;
  ContentHash pauses;
  ContentHash levels;
  std::map<std::string, ContentHash> voices;
  pauses.add(timeline.length);
  for (const mix::Cue& cue : timeline.cues) {
    record.takes.push_back(cue.take);
    pauses.add(cue.begin).add(cue.who).add(cue.how);
    if (voices.contains(shown(cue))) continue;
    add_to_hash(voices[shown(cue)], cast.voice_of(cue.who));
    if (const auto level = mix.levels.find({cue.who, cue.how}); level != mix.levels.end()) {
      levels.add(cue.who).add(cue.how).add(level->second.value);
    }
  }
  for (const auto& [voice, hash] : voices) record.voices[voice] = hash.hex();
  record.parts["pauses"] = pauses.hex();
  record.parts["level of a voice"] = levels.hex();
  record.parts["version of Sotto's mix"] = ContentHash().add(mix::kMixVersion).add(publish::kMasterVersion).hex();
  record.parts["ambience"] = ambience_hash(timeline, mix);
  record.parts["place in the ambience"] = ContentHash().add(mix.bed.start).add(mix.bed.next.value_or(-1)).hex();
  ContentHash delivery;
  publish::add_delivery(delivery, profile);
  record.parts["delivery profile"] = delivery.hex();
  record.parts["title, author or number"] =
      ContentHash().add(tags.title).add(tags.album).add(tags.artist).add(tags.comment).add(tags.track).hex();
  return record;
}

/// What is otherwise now than it was when the master was made.
std::vector<std::string> changes(const BuildRecord& before, const BuildRecord& now) {
  std::vector<std::string> changes = differences(before, now);
  if (!before.same_sound(now) && changes.empty()) changes.emplace_back("its voices changed");
  return changes;
}

/// Why a master must be made although, or because, the record says what it does; nothing when it stands.
std::vector<std::string> reasons_to_make(const ChapterMaster& master, StoredBuildRecord& stored, const BuildRecord& now,
                                         bool stems, bool verify) {
  if (stored.damaged) return {"what is known of its last making is damaged"};
  if (!stored.record) return {"it was not made before"};
  if (auto changed = changes(*stored.record, now); !changed.empty()) return changed;
  std::error_code none;
  if (!still_stands(master.path, stored.record->master, verify)) {
    return {fs::exists(master.path, none) ? "its file was altered" : "its file is missing"};
  }
  if (!stems) return {};
  std::vector<FileStamp>& known = stored.record->stems;
  if (known.size() != 2) return {"its stems are asked for"};
  const publish::StemPaths paths(master.path);
  if (still_stands(paths.voices, known[0], verify) && still_stands(paths.ambience, known[1], verify)) return {};
  return {"a stem was altered, or is missing"};
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

}  // namespace

ChapterMasters::ChapterMasters(const document::Book& book, const script::Script& script, const cast::Cast& cast,
                               const synthesis::TakeStore& store, MasterSettings settings, const StopFlag& stop)
    : book_(book),
      script_(script),
      cast_(cast),
      store_(store),
      settings_(std::move(settings)),
      stop_(stop),
      stems_(settings_.stems && book.ambience.bed != "none"),
      steady_bed_(book.ambience.continuous && book.ambience.bed != "none"),
      scene_(book.ambience.scene) {
  if (settings_.dry_run) return;
  make_folder(settings_.folder);
  make_folder(settings_.records);
}

fs::path master_path(const fs::path& folder, const script::ScriptChapter& chapter,
                     const publish::DeliveryProfile& profile) {
  return folder / (chapter.file_stem() + publish::extension_of(profile.format));
}

fs::path ChapterMasters::path_of(const script::ScriptChapter& chapter) const {
  return master_path(settings_.folder, chapter, settings_.profile);
}

fs::path ChapterMasters::record_path(const fs::path& master) const {
  return settings_.records / (master.filename().string() + ".json");
}

ChapterMasters::Place ChapterMasters::next(const mix::Timeline& timeline) {
  Place place{next_, {script_.chapters[next_].number * kAmbienceStride}};
  if (book_.ambience.continuous) {
    const bool last = next_ + 1 == script_.chapters.size();
    place.bed.fade_in = next_ == 0;
    place.bed.fade_out = last;
    place.bed.scene = scene_;
    if (!last) place.bed.next = script_.chapters[next_ + 1].number * kAmbienceStride;
  }
  ++next_;
  scene_ = mix::last_scene(timeline, scene_);
  return place;
}

mix::MixSettings ChapterMasters::mix_of(const Place& place) const {
  return {book_.ambience, place.bed, settings_.levels, stems_ || steady_bed_};
}

BuildRecord ChapterMasters::record_now(const Place& place, const mix::Timeline& timeline) const {
  return record_of(timeline, cast_, mix_of(place), settings_.profile, tags_of(script_.chapters[place.chapter], book_));
}

ChapterMasters::Known ChapterMasters::known(const Place& place, const mix::Timeline& timeline) const {
  const fs::path master = path_of(script_.chapters[place.chapter]);
  auto [record, damaged] = read_build_record(record_path(master));
  if (!record) return {{"what it was made from is not known any more"}, {}};
  Known known{changes(*record, record_now(place, timeline)), {}};
  if (still_stands(master, record->master)) known.measure = record->measure;
  return known;
}

ChapterMaster ChapterMasters::make(const Place& place, const mix::Timeline& timeline,
                                   ProductionProgress& progress) const {
  const script::ScriptChapter& chapter = script_.chapters[place.chapter];
  const auto lines = static_cast<std::int64_t>(chapter.lines.size());
  ChapterMaster master;
  master.path = path_of(chapter);
  BuildRecord record = record_now(place, timeline);
  const fs::path remembered = record_path(master.path);
  StoredBuildRecord stored = read_build_record(remembered);
  const BuildRecord before = stored.record.value_or(BuildRecord{});
  master.reasons = reasons_to_make(master, stored, record, stems_, settings_.verify);
  if (!stems_ && !before.stems.empty() && !settings_.dry_run) {
    remove_stems(master.path);
    stored.record->stems.clear();
  }
  if (master.reasons.empty()) {
    progress.mixes(chapter, 0);
    master.measure = stored.record->measure;
    master.checksum = stored.record->master.checksum;
    if ((stored.record->master != before.master || stored.record->stems != before.stems) && !settings_.dry_run)
      write_build_record(remembered, *stored.record);
    progress.mixing().done(1, lines);
    return master;
  }
  master.made = true;
  master.changed = changed_cues(timeline, stored);
  if (settings_.dry_run) return master;

  if (stored.damaged) {
    progress.mixing().say(fmt::format("note: {} was damaged; the chapter is made again", remembered.string()));
  }
  stop_.check();
  progress.mixes(chapter, seconds(timeline.length, kMasterRate).value);
  auto mix = mix::mix_chapter(timeline, cast_, store_, mix_of(place));
  // Fewer chapters than workers, or the last of them: the mix and what is made of it keep two workers busy.
  if (settings_.jobs > 1) mix = std::make_unique<ReadAhead>(std::move(mix));
  publish::PublishedMaster made =
      publish::publish_master(*mix, settings_.profile, tags_of(chapter, book_), master.path, progress.mixing(), stop_,
                              kMixLoudness, {.stems = stems_, .steady_bed = steady_bed_});
  // Each chapter has its record, written when it is done: what is done stays done when the rest is interrupted.
  master.measure = made.measure;
  record.master = stamp_file(master.path, std::move(made.hash));
  master.checksum = record.master.checksum;
  if (stems_) {
    const publish::StemPaths stems(master.path);
    record.stems = {stamp_file(stems.voices, std::move(made.stems.at(0))),
                    stamp_file(stems.ambience, std::move(made.stems.at(1)))};
  }
  record.measure = master.measure;
  write_build_record(remembered, record);
  progress.mixing().done(1, lines);
  return master;
}

void ChapterMasters::remove_others() const {
  std::set<std::string> names;
  std::set<std::string> stems;
  for (const script::ScriptChapter& chapter : script_.chapters) {
    const fs::path path = path_of(chapter);
    names.insert(path.filename().string() + ".json");
    stems.insert(path.stem().string());
  }
  std::vector<fs::path> others;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(settings_.records, none)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".json" && !names.contains(path.filename().string())) others.push_back(path);
  }
  for (const fs::path& record : others) {
    const fs::path master = settings_.folder / record.stem();
    if (const auto stored = read_build_record(record).record; stored && !stored->stems.empty()) remove_stems(master);
    fs::remove(master, none);
    // Of a chapter that is now delivered in another format, the captions stay.
    for (const char* extension : {".vtt", ".json"}) {
      if (!stems.contains(master.stem().string())) fs::remove(fs::path(master).replace_extension(extension), none);
    }
    fs::remove(record, none);
  }
}

}  // namespace sotto::production
