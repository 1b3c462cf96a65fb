#include "studio/voice_edits.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cast/profile_reader.h"
#include "shared/yaml_splice.h"

namespace sotto::studio {

using nlohmann::json;

json numbers_of(const cast::VoiceProfile& voice, const cast::EngineSchemas& engines) {
  json numbers = json::array();
  const auto add = [&](const char* group, std::string_view key, const json& value, double least, double most,
                       std::string_view unit) {
    numbers.push_back(
        {{"group", group}, {"key", key}, {"value", value}, {"least", least}, {"most", most}, {"unit", unit}});
  };
  for (const cast::EngineSchema* engine : engines) {
    if (engine->id != voice.engine.engine) continue;
    for (const cast::SettingSpec& spec : engine->settings) {
      const cast::SettingValue* value = voice.engine.find(spec.key);
      if (value == nullptr || std::holds_alternative<std::string>(*value)) continue;
      const json number =
          std::holds_alternative<int>(*value) ? json(std::get<int>(*value)) : json(std::get<double>(*value));
      add("engine", spec.key, number, spec.least, spec.most, spec.unit);
    }
  }
  constexpr double kMostDecibels = 12;
  add("tone", "brightness", voice.tone.brightness.value, -kMostDecibels, kMostDecibels, "dB");
  add("tone", "room", voice.tone.room, 0, 1, "");
  add("reading", "melody", voice.reading.melody, 0, 2, "");
  add("reading", "phrasing", voice.reading.phrasing, 0, 2, "");
  add("", "level", voice.level.value, -kMostDecibels, kMostDecibels, "dB");
  add("", "pan", voice.pan, -1, 1, "left to right");
  return numbers;
}

std::optional<cast::VoiceProfile> tried(cast::VoiceProfile voice, const json& changes,
                                        const cast::EngineSchemas& engines, std::string& why) {
  Diagnostics wrong;
  // JSON is YAML.
  const auto file = YamlFile::parse("the changes", changes.dump(), wrong);
  if (file) cast::read_profile(*file, engines, voice);
  if (wrong.has_errors() || !file) {
    why = wrong.empty() ? "this is no change of a voice" : wrong.all().front().message;
    return std::nullopt;
  }
  return voice;
}

std::optional<std::string> kept(const std::string& text, const std::string& voice, const json& changes,
                                std::string& why) {
  const auto flow = [](const json& group) {
    std::string all;
    for (const auto& [key, value] : group.items()) all += (all.empty() ? "" : ", ") + key + ": " + value.dump();
    return "{" + all + "}";
  };
  if (text.empty()) {
    std::string fresh =
        fmt::format("# This book's own {0}: what is not here is as in the voice of that name.\nbase: {0}\n", voice);
    for (const auto& [key, value] : changes.items()) {
      fresh += fmt::format("{}: {}\n", key, value.is_object() ? flow(value) : value.dump());
    }
    return fresh;
  }
  Diagnostics wrong;
  auto splices = YamlSplices::parse(voice, text, wrong);
  if (!splices || splices->root().kind != YamlValue::Kind::mapping) {
    why = wrong.has_errors() ? wrong.all().front().message : "the profile cannot be changed here; change it by hand";
    return std::nullopt;
  }
  const auto set = [&](const YamlValue& mapping, const std::string& key, const json& value) {
    if (const YamlValue* old = mapping.find(key)) {
      splices->set_yaml(*old, value.dump());
    } else {
      splices->add_key(mapping, key, value.dump());
    }
  };
  for (const auto& [key, value] : changes.items()) {
    const YamlValue* group = splices->root().find(key);
    if (!value.is_object()) {
      set(splices->root(), key, value);
    } else if (group != nullptr && group->kind == YamlValue::Kind::mapping) {
      for (const auto& [inner, number] : value.items()) set(*group, inner, number);
    } else if (group == nullptr) {
      splices->add_key(splices->root(), key, flow(value));
    } else {
      why = "the profile cannot be changed here; change it by hand";
      return std::nullopt;
    }
  }
  return splices->text();
}

}  // namespace sotto::studio
