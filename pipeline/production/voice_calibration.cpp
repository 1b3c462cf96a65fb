#include "production/voice_calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <mutex>
#include <vector>

#include "mix/chapter_mix.h"
#include "shared/checksummed_file.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/thread_pool.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;
using Voice = std::pair<std::string, std::string>;

/// What a level is kept under: everything that it was measured from.
std::map<Voice, std::string> names_of(const mix::Timeline& timeline, const cast::Cast& cast) {
  std::map<Voice, ContentHash> hashes;
  for (const mix::Cue& cue : timeline.cues) {
    const auto [entry, first] = hashes.try_emplace({cue.who, cue.how});
    if (first) add_to_hash(entry->second.add(mix::kMixVersion), cast.voice_of(cue.who));
    entry->second.add(cue.take);
  }
  std::map<Voice, std::string> names;
  for (const auto& [voice, hash] : hashes) names[voice] = hash.hex();
  return names;
}

/// A level that was measured before; a damaged one counts as none, and is noted.
std::optional<Lufs> read_level(const fs::path& path, Diagnostics& diagnostics) {
  const ChecksummedText sealed = read_checksummed(path);
  if (sealed.damaged()) diagnostics.note(path.string(), "the level of a voice was damaged, and is measured again");
  if (!sealed.text) return std::nullopt;
  Lufs level;
  const char* end = sealed.text->data() + sealed.text->size();
  if (std::from_chars(sealed.text->data(), end, level.value).ec != std::errc()) return std::nullopt;
  return level;
}

/// The calibration text as it lies in time, and what is known of its voices.
struct Reading {
  mix::Timeline timeline;
  std::map<Voice, std::string> names;
  mix::VoiceLevels known;
};

Reading read_levels(const mix::CalibrationText& text, const synthesis::SynthesizedChapter& synthesized,
                    const cast::Cast& cast, const fs::path& folder, Diagnostics& diagnostics) {
  Reading reading;
  reading.timeline = mix::plan_timeline(text.script.chapters.front(), synthesized, document::Pauses{});
  reading.names = names_of(reading.timeline, cast);
  for (const auto& [voice, name] : reading.names) {
    if (const auto level = read_level(folder / name, diagnostics)) reading.known[voice] = *level;
  }
  return reading;
}

/// The cues of the voices that are not known, shared out among so many threads. Speakers who share a voice are measured
/// once.
std::vector<mix::Timeline> shares_of(const Reading& reading, int threads) {
  std::map<std::string, Voice> unknown;
  for (const mix::Cue& cue : reading.timeline.cues) {
    const Voice voice{cue.who, cue.how};
    if (!reading.known.contains(voice)) unknown.try_emplace(reading.names.at(voice), voice);
  }
  std::vector<mix::Timeline> shares(std::min(static_cast<std::size_t>(std::max(threads, 1)), unknown.size()));
  std::size_t turn = 0;
  for (const auto& [name, voice] : unknown) {
    mix::Timeline& share = shares[turn++ % shares.size()];
    std::copy_if(reading.timeline.cues.begin(), reading.timeline.cues.end(), std::back_inserter(share.cues),
                 [&, &its_voice = voice](const mix::Cue& cue) {
                   return Voice{cue.who, cue.how} == its_voice;
                 });
  }
  return shares;
}

fs::path levels_in(const fs::path& cache) { return cache / "levels"; }

}  // namespace

mix::VoiceLevels known_levels(const language::Language& language, const script::Script& script, const cast::Cast& cast,
                              const synthesis::TakeStore& store, const synthesis::TakeRequester& requester,
                              Diagnostics& diagnostics) {
  const mix::CalibrationText text = mix::calibration_text(language, script);
  const auto requests =
      requester.request(normalization::written(text.manuscript), text.script.chapters.front(), cast.voices);
  return read_levels(text, synthesis::find_takes(requests, store), cast, levels_in(store.cache_folder()), diagnostics)
      .known;
}

Calibration calibrate(const language::Language& language, const script::Script& script, const cast::Cast& cast,
                      const synthesis::TakeStore& store, const synthesis::SynthesisSettings& settings,
                      const StopFlag& stop, Diagnostics& diagnostics) {
  const fs::path& cache = store.cache_folder();
  const fs::path folder = levels_in(cache);
  const mix::CalibrationText text = mix::calibration_text(language, script);
  // A sentence that the engine cannot say is missing from the measure, and is reported where it stands in the book.
  Diagnostics own;
  const synthesis::SynthesisResult synthesized =
      synthesis::synthesize(text.manuscript, text.script, cast, store, settings, stop, own);
  for (const Diagnostic& diagnostic : own.all()) {
    if (diagnostic.severity == Severity::note) diagnostics.add(diagnostic);
  }
  Reading reading = read_levels(text, synthesized.chapters.front(), cast, folder, diagnostics);
  Calibration calibration;
  for (const mix::Cue& cue : reading.timeline.cues) {
    calibration.uses.insert(store.path(cue.take).lexically_relative(cache).generic_string());
  }
  for (const auto& [voice, name] : reading.names) calibration.uses.insert("levels/" + name);
  const std::vector<mix::Timeline> shares = shares_of(reading, settings.workers);
  std::map<std::string, Lufs> measured;
  std::mutex mutex;
  ThreadPool crew(settings.workers, "calibrate");
  make_folder(folder);
  for (const mix::Timeline& share : shares) {
    crew.submit([&] {
      const mix::VoiceLevels levels = mix::measure_levels(share, cast, store, {}, stop);
      for (const auto& [voice, level] : levels) {
        write_checksummed(folder / reading.names.at(voice), fmt::format("{}\n", level.value));
        const std::scoped_lock lock(mutex);
        measured[reading.names.at(voice)] = level;
      }
    });
  }
  crew.finish();
  calibration.levels = std::move(reading.known);
  for (const auto& [voice, name] : reading.names) {
    if (const auto level = measured.find(name); level != measured.end()) calibration.levels[voice] = level->second;
  }
  calibration.made = synthesized.made + measured.size();
  return calibration;
}

}  // namespace sotto::production
