#include "synthesis/espeak_ng/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace sotto::espeak_ng {

namespace {

using cast::SettingMistake;
using Change = cast::SettingSpec::Change;

/// The names of variants and voices become file names below the engine's data, and are joined by '+'.
bool is_file_name(std::string_view name, bool with_folder) {
  if (name.empty()) return true;
  const bool characters = std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == ' ' || (with_folder && c == '/');
  });
  return characters && name.front() != '/' && name.back() != '/';
}

std::optional<SettingMistake> name_mistake(const std::string& name, const char* what, bool with_folder) {
  if (is_file_name(name, with_folder)) return std::nullopt;
  return SettingMistake{fmt::format("'{}' cannot be the name of a {}", name, what),
                        name.find('+') != std::string::npos
                            ? "what stands after the '+' is the `variant`"
                            : "letters, digits, '-', '_' and spaces, as `espeak-ng --voices=variant` shows them"};
}

std::optional<SettingMistake> voice_mistake(const std::string& name) {
  if (name.empty()) return SettingMistake{"'voice' must not be empty", "British English is 'gmw/en'"};
  return name_mistake(name, "voice", true);
}

std::optional<SettingMistake> variant_mistake(const std::string& name) { return name_mistake(name, "variant", false); }

std::optional<SettingMistake> phoneme_mistake(const std::string& word, const std::string& phonemes) {
  const bool plain = !phonemes.empty() &&
                     std::all_of(phonemes.begin(), phonemes.end(), [](char c) { return c > ' ' && c <= '~'; }) &&
                     phonemes.find("[[") == std::string::npos && phonemes.find("]]") == std::string::npos;
  if (plain) return std::nullopt;
  return SettingMistake{fmt::format("the pronunciation of '{}' must be eSpeak NG phonemes", word),
                        fmt::format("without [[ ]]; `espeak-ng -v en -x -q \"{}\"` prints some to start from", word)};
}

}  // namespace

const cast::EngineSchema& schema() {
  static const cast::EngineSchema schema = {
      .id = "espeak-ng",
      .name = "eSpeak NG",
      .settings =
          {
              // The identifier of the language file.
              {.key = "voice", .standard = "gmw/en", .mistake = voice_mistake},
              // "f3", "m7", or one of ours; empty: the language's own.
              {.key = "variant", .standard = "", .change = Change::instead, .mistake = variant_mistake},
              {.key = "rate",
               .standard = 165,
               .least = 80,
               .most = 450,
               .unit = "words a minute",
               .change = Change::times,
               .change_least = 0.5,
               .change_most = 2,
               .change_unit = "times the voice's rate"},
              {.key = "pitch",
               .standard = 50,
               .least = 0,
               .most = 99,
               .unit = "50 is the variant's own",
               .change = Change::plus,
               .change_least = -50,
               .change_most = 50,
               .change_unit = "added to the voice's pitch"},
              // Of intonation.
              {.key = "range",
               .standard = 50,
               .least = 0,
               .most = 99,
               .unit = "50 is the variant's own",
               .change = Change::plus,
               .change_least = -50,
               .change_most = 50,
               .change_unit = "added to the voice's range"},
              {.key = "volume", .standard = 100, .least = 0, .most = 200, .unit = "100 is full scale"},
              // At the normal rate.
              {.key = "word_gap",
               .standard = 0,
               .least = 0,
               .most = 50,
               .unit = "units of 10 ms",
               .change = Change::plus,
               .change_least = 0,
               .change_most = 20,
               .change_unit = "added, in units of 10 ms"},
          },
      .summary = voice_name,
      .phoneme_mistake = phoneme_mistake,
  };
  return schema;
}

std::string voice_name(const cast::EngineSettings& settings) {
  const std::string& variant = settings.text("variant");
  return variant.empty() ? settings.text("voice") : settings.text("voice") + "+" + variant;
}

}  // namespace sotto::espeak_ng
