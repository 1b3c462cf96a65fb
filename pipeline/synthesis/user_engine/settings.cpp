#include "synthesis/user_engine/settings.h"

#include <optional>
#include <string>

namespace sotto::user_engine {

namespace {

using cast::SettingMistake;
using Change = cast::SettingSpec::Change;

std::optional<SettingMistake> name_mistake(const std::string& name) {
  if (!name.empty()) return std::nullopt;
  return SettingMistake{"'name' must not be empty", "the name of an engine in your engines.yaml"};
}

/// It becomes part of a command's arguments and of requests: one line, and no option by itself.
std::optional<SettingMistake> word_mistake(const std::string& text) {
  const bool plain = text.find_first_of("\n\r\t") == std::string::npos && text.find('\0') == std::string::npos;
  if (plain && !text.starts_with('-')) return std::nullopt;
  return SettingMistake{"this cannot be the name of a voice", "one line that begins with no '-'"};
}

std::string summary(const cast::EngineSettings& settings) {
  const std::string& voice = settings.text("voice");
  return settings.text("name") + (voice.empty() ? "" : " " + voice);
}

}  // namespace

const cast::EngineSchema& schema() {
  static const cast::EngineSchema schema = {
      .id = "user",
      .name = "user's engine",
      .settings =
          {
              {.key = "name", .standard = "", .mistake = name_mistake},
              {.key = "voice", .standard = "", .change = Change::instead, .mistake = word_mistake},
              {.key = "speaker", .standard = "", .change = Change::instead, .mistake = word_mistake},
              {.key = "speed",
               .standard = 1.0,
               .least = 0.25,
               .most = 4,
               .unit = "times the engine's own",
               .change = Change::times,
               .change_least = 0.5,
               .change_most = 2,
               .change_unit = "times the voice's speed"},
          },
      .summary = summary,
      .phoneme_mistake = nullptr,
  };
  return schema;
}

}  // namespace sotto::user_engine
