#include "synthesis/espeak_ng/voice_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

void report_unknown_voice(const std::string& profile, const std::string& voice, Diagnostics& diagnostics) {
  const std::vector<std::string> all = voice_names();
  // People write "en-gb"; the identifiers have a family before them.
  std::vector<std::string> known = all;
  const std::string tail = voice.substr(voice.find('/') == std::string::npos ? 0 : voice.find('/') + 1);
  std::erase_if(known, [&](const std::string& identifier) {
    return !identifier.substr(identifier.find('/') + 1).starts_with(tail.substr(0, 2));
  });
  diagnostics.error(profile, fmt::format("eSpeak NG has no voice '{}'", printable(voice)),
                    suggest(voice, known.empty() ? all : known));
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

/// The pronunciations of profiles, each once.
class Pronunciations {
 public:
  void add(const cast::VoiceProfile& profile) {
    for (const auto& [word, said] : profile.pronunciations) {
      if (said.ipa) continue;  // what English has no sound for is read as any other word
      const Origin& at = said.at;
      const bool first =
          seen_.insert(fmt::format("{}:{}:{} {} {}", at.file, at.line, at.column, word, said.phonemes)).second;
      if (!first) continue;
      words_.push_back({word, at});
      spellings_.push_back({profile.engine.text("voice"), said.phonemes});
    }
  }

  void check(Diagnostics& diagnostics) const {
    if (spellings_.empty()) return;
    const std::vector<SpellingAnswer> answers = ask_spellings(spellings_);
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const auto& [word, at] = words_[i];
      const auto& [unknown, trouble] = answers[i];
      if (!trouble.empty()) {
        diagnostics.error_at(at, fmt::format("eSpeak NG {} over how '{}' is said", trouble, printable(word)),
                             "write it shorter, or otherwise");
      } else if (!unknown.empty()) {
        diagnostics.error_at(
            at, fmt::format("eSpeak NG knows no phoneme '{}' in how '{}' is said", printable(unknown), word),
            fmt::format(
                "it would leave out all from there on; `espeak-ng -v en -x -q \"{}\"` prints some to start from",
                printable(word)));
      }
    }
  }

 private:
  std::set<std::string> seen_;
  std::vector<std::pair<std::string, Origin>> words_;
  std::vector<Spelling> spellings_;
};

/// A profile, by its name, with the settings of its deliveries.
struct UsedVoice {
  std::string name;
  std::vector<cast::EngineSettings> settings;
};

UsedVoice used_by(const std::string& key, const cast::VoiceProfile& profile) {
  UsedVoice used{profile.name.empty() ? key : profile.name, {profile.engine}};
  for (const auto& [delivery, change] : profile.deliveries) {
    used.settings.push_back(cast::effective_settings(schema(), profile, delivery));
  }
  return used;
}

}  // namespace

std::string voice_for(const std::string& voice, std::string_view language) {
  const auto spoken_by = [](std::string_view identifier) {
    return lower_case(identifier.substr(identifier.find('/') + 1));  // without its family
  };
  std::string tag = lower_case(language);
  std::replace(tag.begin(), tag.end(), '_', '-');
  std::string plain = tag.substr(0, tag.find('-'));
  // The engine knows these by the tag of the one of several languages that it speaks.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kSpoken{{{"zh", "cmn"}, {"no", "nb"}}};
  for (const auto& [macro, own] : kSpoken) {
    if (plain == macro) plain = own;
  }
  const std::string own = spoken_by(voice);
  if (own == plain || own.starts_with(plain + "-")) return voice;
  std::string found;
  for (const std::string& identifier : voice_names()) {
    if (spoken_by(identifier) == tag) return identifier;
    if (spoken_by(identifier) == plain) found = identifier;
  }
  return found;
}

void check_voices(const std::map<std::string, cast::VoiceProfile>& voices, const OwnVariants& own,
                  Diagnostics& diagnostics) {
  std::vector<UsedVoice> all;
  std::set<std::string> asked;
  for (const auto& [key, profile] : voices) {
    for (const cast::EngineSettings& settings : all.emplace_back(used_by(key, profile)).settings) {
      asked.insert(settings.text("voice"));
    }
  }
  const std::set<std::string> known = known_voices(asked);
  // Several speakers may share a profile: each mistake is reported once.
  std::set<std::pair<std::string, std::string>> seen_voices;
  std::set<std::pair<std::string, std::string>> seen_variants;
  for (const auto& [name, used] : all) {
    for (const cast::EngineSettings& settings : used) {
      const std::string& voice = settings.text("voice");
      const std::string& variant = settings.text("variant");
      if (seen_voices.emplace(name, voice).second && !known.contains(voice)) {
        report_unknown_voice(name, voice, diagnostics);
      }
      if (seen_variants.emplace(name, variant).second) check_variant(name, variant, own, diagnostics);
    }
  }
  Pronunciations pronunciations;
  for (const auto& [key, profile] : voices) {
    if (known.contains(profile.engine.text("voice"))) pronunciations.add(profile);
  }
  pronunciations.check(diagnostics);
}

}  // namespace sotto::espeak_ng
