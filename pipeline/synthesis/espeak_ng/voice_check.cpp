#include "synthesis/espeak_ng/voice_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "shared/text.h"
#include "synthesis/espeak_ng/espeak.h"
#include "synthesis/espeak_ng/settings.h"

namespace sotto::espeak_ng {

namespace {

bool contains(const std::vector<std::string>& sorted, const std::string& name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

void check_voice(const std::string& profile, const std::string& voice, Diagnostics& diagnostics) {
  if (knows_voice(voice)) return;
  // People write "en-gb"; the identifiers have a family before them.
  std::vector<std::string> known = installation().voices;
  const std::string tail = voice.substr(voice.find('/') == std::string::npos ? 0 : voice.find('/') + 1);
  std::erase_if(known, [&](const std::string& identifier) {
    return !identifier.substr(identifier.find('/') + 1).starts_with(tail.substr(0, 2));
  });
  diagnostics.error(profile, fmt::format("eSpeak NG has no voice '{}'", printable(voice)),
                    suggest(voice, known.empty() ? installation().voices : known));
}

void check_variant(const std::string& profile, const std::string& variant, const OwnVariants& own,
                   Diagnostics& diagnostics) {
  if (variant.empty()) return;
  const std::vector<std::string>& theirs = installation().variants;
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
    const std::string unknown = unknown_phonemes(profile.engine.text("voice"), said.phonemes);
    if (unknown.empty()) continue;
    diagnostics.error_at(at,
                         fmt::format("eSpeak NG knows no phoneme '{}' in how '{}' is said", printable(unknown), word),
                         fmt::format("it would leave out all from there on; `espeak-ng -v en -x -q \"{}\"` prints some "
                                     "to start from",
                                     printable(word)));
  }
}

}  // namespace

void check_voices(const std::map<std::string, cast::VoiceProfile>& voices, const OwnVariants& own,
                  Diagnostics& diagnostics) {
  // Several speakers may share a profile: each mistake is reported once.
  std::set<std::pair<std::string, std::string>> seen_voices;
  std::set<std::pair<std::string, std::string>> seen_variants;
  std::set<std::string> seen_words;
  for (const auto& [key, profile] : voices) {
    const std::string& name = profile.name.empty() ? key : profile.name;
    std::vector<cast::EngineSettings> used{profile.engine};
    for (const auto& [delivery, change] : profile.deliveries) {
      used.push_back(cast::effective_settings(schema(), profile, delivery));
    }
    for (const cast::EngineSettings& settings : used) {
      const std::string& voice = settings.text("voice");
      const std::string& variant = settings.text("variant");
      if (seen_voices.emplace(name, voice).second) check_voice(name, voice, diagnostics);
      if (seen_variants.emplace(name, variant).second) check_variant(name, variant, own, diagnostics);
    }
    if (knows_voice(profile.engine.text("voice"))) check_pronunciations(profile, seen_words, diagnostics);
  }
}

}  // namespace sotto::espeak_ng
