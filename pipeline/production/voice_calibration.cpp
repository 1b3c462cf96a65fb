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

/// A level that was measured before; a damaged one is as good as none, and is told of.
std::optional<Lufs> read_level(const fs::path& path, Diagnostics& diagnostics) {
  const ChecksummedText sealed = read_checksummed(path);
  if (sealed.damaged()) diagnostics.note(path.string(), "the level of a voice was damaged, and is measured again");
  if (!sealed.text) return std::nullopt;
  Lufs level;
  const char* end = sealed.text->data() + sealed.text->size();
  if (std::from_chars(sealed.text->data(), end, level.value).ec != std::errc()) return std::nullopt;
  return level;
}

}  // namespace

Calibration calibrate(const script::Script& script, const cast::Cast& cast, const synthesis::TakeStore& store,
                      const fs::path& cache, const synthesis::SynthesisSettings& settings, const StopFlag& stop,
                      Diagnostics& diagnostics) {
  const mix::CalibrationText reading = mix::calibration_text(script);
  // A sentence that the engine cannot say is missing from the measure, and is reported where it stands in the book.
  Diagnostics own;
  const synthesis::SynthesisResult performance =
      synthesis::synthesize(reading.manuscript, reading.script, cast, store, settings, stop, own);
  for (const Diagnostic& diagnostic : own.all()) {
    if (diagnostic.severity == Severity::note) diagnostics.add(diagnostic);
  }
  const mix::Timeline timeline =
      mix::plan_timeline(reading.script.chapters.front(), performance.chapters.front(), document::Pauses{});

  const fs::path folder = cache / "levels";
  const std::map<Voice, std::string> names = names_of(timeline, cast);
  Calibration calibration;
  mix::VoiceLevels& known = calibration.levels;
  for (const mix::Cue& cue : timeline.cues) {
    calibration.uses.insert(store.path(cue.take).lexically_relative(cache).generic_string());
  }
  for (const auto& [voice, name] : names) {
    calibration.uses.insert("levels/" + name);
    if (const auto level = read_level(folder / name, diagnostics)) known[voice] = *level;
  }
  if (settings.dry_run) return calibration;
  // Speakers who share a voice are measured once; each thread takes its share of the voices.
  std::map<std::string, Voice> unknown;
  for (const mix::Cue& cue : timeline.cues) {
    const Voice voice{cue.who, cue.how};
    if (!known.contains(voice)) unknown.try_emplace(names.at(voice), voice);
  }
  std::vector<mix::Timeline> shares(std::min(static_cast<std::size_t>(std::max(settings.workers, 1)), unknown.size()));
  std::size_t turn = 0;
  for (const auto& [name, voice] : unknown) {
    mix::Timeline& share = shares[turn++ % shares.size()];
    std::copy_if(timeline.cues.begin(), timeline.cues.end(), std::back_inserter(share.cues),
                 [&, &its_voice = voice](const mix::Cue& cue) {
                   return Voice{cue.who, cue.how} == its_voice;
                 });
  }
  std::map<std::string, Lufs> measured;
  std::mutex mutex;
  ThreadPool crew(settings.workers, "calibrate");
  make_folder(folder);
  for (const mix::Timeline& share : shares) {
    crew.submit([&] {
      const mix::VoiceLevels levels = mix::measure_levels(share, cast, store, {}, stop);
      for (const auto& [voice, level] : levels) {
        write_checksummed(folder / names.at(voice), fmt::format("{}\n", level.value));
        const std::scoped_lock lock(mutex);
        measured[names.at(voice)] = level;
      }
    });
  }
  crew.finish();
  for (const auto& [voice, name] : names) {
    if (const auto level = measured.find(name); level != measured.end()) known[voice] = level->second;
  }
  calibration.made = performance.made + measured.size();
  return calibration;
}

}  // namespace sotto::production
