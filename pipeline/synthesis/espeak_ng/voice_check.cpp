#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "shared/text.h"
#include "synthesis/espeak_ng/data_copy.h"
#include "synthesis/espeak_ng/espeak.h"
#include "synthesis/synthesize.h"

namespace sotto::synthesis {

namespace {

bool contains(const std::vector<std::string>& sorted, const std::string& name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

void check_voice(const std::string& profile, const std::string& voice, Diagnostics& diagnostics) {
  if (espeak_knows_voice(voice)) return;
  // People write "en-gb"; the identifiers have a family before them.
  std::vector<std::string> known = espeak_installation().voices;
  const std::string tail = voice.substr(voice.find('/') == std::string::npos ? 0 : voice.find('/') + 1);
  std::erase_if(known, [&](const std::string& identifier) {
    return !identifier.substr(identifier.find('/') + 1).starts_with(tail.substr(0, 2));
  });
  diagnostics.error(profile, fmt::format("eSpeak NG has no voice '{}'", printable(voice)),
                    suggest(voice, known.empty() ? espeak_installation().voices : known));
}

void check_variant(const std::string& profile, const std::string& variant, const OwnVariants& own,
                   Diagnostics& diagnostics) {
  if (variant.empty()) return;
  const std::vector<std::string>& theirs = espeak_installation().variants;
  if (!own.contains(variant) && !contains(theirs, variant)) {
    std::vector<std::string> known = theirs;
    for (const auto& [name, content] : own.contents()) known.push_back(name);
    diagnostics.error(profile, fmt::format("eSpeak NG has no variant '{}'", printable(variant)),
                      suggest(variant, known));
  } else if (variant.size() > kLongestVariantName) {
    diagnostics.error(profile, fmt::format("the variant's name '{}' is too long for eSpeak NG", variant),
                      fmt::format("rename it to at most {} characters", kLongestVariantName));
  }
}

void check_pronunciations(const cast::VoiceProfile& profile, std::set<std::string>& seen, Diagnostics& diagnostics) {
  for (const auto& [word, said] : profile.pronunciations) {
    const Origin& at = said.at;
    if (!seen.insert(fmt::format("{}:{}:{} {} {}", at.file, at.line, at.column, word, said.phonemes)).second) continue;
    const std::string unknown = unknown_phonemes(profile.engine.voice, said.phonemes);
    if (unknown.empty()) continue;
    diagnostics.error_at(at,
                         fmt::format("eSpeak NG knows no phoneme '{}' in how '{}' is said", printable(unknown), word),
                         fmt::format("it would leave out all from there on; `espeak-ng -v en -x -q \"{}\"` prints some "
                                     "to start from",
                                     printable(word)));
  }
}

/// The system's data is read once.
const std::string& data_version() {
  static const std::string version = data_fingerprint(espeak_installation().data).substr(0, 16);
  return version;
}

}  // namespace

std::string engine_version() {
  return fmt::format("eSpeak NG {}, data {}", espeak_installation().version, data_version());
}

std::filesystem::path engine_data_in(const std::filesystem::path& cache_folder) {
  return cache_folder / "engine-data" / data_version();
}

void check_engine_voices(const std::map<std::string, cast::VoiceProfile>& voices, Diagnostics& diagnostics,
                         const std::vector<std::filesystem::path>& variant_folders) {
  const OwnVariants own(variant_folders);
  // Several speakers may share a profile: each mistake is reported once.
  std::set<std::pair<std::string, std::string>> seen_voices;
  std::set<std::pair<std::string, std::string>> seen_variants;
  std::set<std::string> seen_words;
  for (const auto& [key, profile] : voices) {
    const std::string& name = profile.name.empty() ? key : profile.name;
    std::vector<cast::EngineVoice> used{profile.engine};
    for (const auto& [delivery, change] : profile.deliveries) used.push_back(cast::effective_voice(profile, delivery));
    for (const cast::EngineVoice& voice : used) {
      if (seen_voices.emplace(name, voice.voice).second) check_voice(name, voice.voice, diagnostics);
      if (seen_variants.emplace(name, voice.variant).second) check_variant(name, voice.variant, own, diagnostics);
    }
    if (espeak_knows_voice(profile.engine.voice)) check_pronunciations(profile, seen_words, diagnostics);
  }
}

}  // namespace sotto::synthesis
