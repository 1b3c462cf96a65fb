#include "synthesis/flite/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "shared/text.h"
#include "synthesis/flite/arpabet.h"

namespace sotto::flite {

namespace {

using cast::SettingMistake;
using Change = cast::SettingSpec::Change;

std::optional<SettingMistake> voice_mistake(const std::string& name) {
  if (speaker_named(name) != nullptr) return std::nullopt;
  std::vector<std::string> names;
  for (const Speaker& speaker : kSpeakers) names.emplace_back(speaker.name);
  return SettingMistake{fmt::format("flite has no voice '{}'", printable(name)), suggest(name, names)};
}

std::optional<SettingMistake> manner_mistake(const std::string& manner) {
  if (manner == "voiced" || manner == kWhispered) return std::nullopt;
  return SettingMistake{fmt::format("flite has no manner '{}'", printable(manner)), "known: voiced, whispered"};
}

std::optional<SettingMistake> phoneme_mistake(const std::string& word, const std::string& phonemes) {
  if (!phonemes.empty() && arpabet_of(phonemes)) return std::nullopt;
  return SettingMistake{
      fmt::format("flite cannot say '{}' as '{}'", printable(word), printable(phonemes)),
      "write it in the phonemes that all engines share (docs/engines.md), with the sounds of English only"};
}

std::string summary(const cast::EngineSettings& settings) {
  const double formants = settings.number("formants");
  return formants == 1 ? settings.text("voice") : fmt::format("{} x{:.2f}", settings.text("voice"), formants);
}

}  // namespace

const cast::EngineSchema& schema() {
  static const cast::EngineSchema schema = {
      .id = "flite",
      .name = "flite",
      .settings =
          {
              {.key = "voice", .standard = "slt", .mistake = voice_mistake},
              {.key = "rate",
               .standard = 160,
               .least = 80,
               .most = 400,
               .unit = "words a minute",
               .change = Change::times,
               .change_least = 0.5,
               .change_most = 2,
               .change_unit = "times the voice's rate"},
              {.key = "pitch",
               .standard = 1.0,
               .least = 0.5,
               .most = 2,
               .unit = "times the speaker's own pitch",
               .change = Change::times,
               .change_least = 0.5,
               .change_most = 2,
               .change_unit = "times the voice's pitch"},
              // Of intonation.
              {.key = "range",
               .standard = 1.0,
               .least = 0,
               .most = 3,
               .unit = "times the speaker's own range",
               .change = Change::times,
               .change_least = 0,
               .change_most = 3,
               .change_unit = "times the voice's range"},
              // Over 1, a smaller head: the sound is played that much faster, and the pitch and the rate are made up
              // for.
              {.key = "formants",
               .standard = 1.0,
               .least = 0.75,
               .most = 1.4,
               .unit = "times the speaker's own formants",
               .change = Change::times,
               .change_least = 0.8,
               .change_most = 1.25,
               .change_unit = "times the voice's formants"},
              {.key = "manner", .standard = "voiced", .change = Change::instead, .mistake = manner_mistake},
          },
      .summary = summary,
      .phoneme_mistake = phoneme_mistake,
  };
  return schema;
}

const Speaker* speaker_named(std::string_view name) {
  const auto found =
      std::find_if(kSpeakers.begin(), kSpeakers.end(), [&](const Speaker& speaker) { return speaker.name == name; });
  return found == kSpeakers.end() ? nullptr : &*found;
}

}  // namespace sotto::flite
