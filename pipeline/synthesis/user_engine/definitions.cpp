#include "synthesis/user_engine/definitions.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "shared/files.h"
#include "shared/strict_yaml.h"
#include "shared/text.h"

namespace sotto::user_engine {

namespace {

bool is_server(const std::string& protocol) { return protocol == kOpenAi; }

bool is_variable_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// A scalar as JSON: numbers, true and false as themselves, unless they are quoted.
std::string as_json(const YamlValue& value) {
  if (!value.quoted) {
    const auto parsed = nlohmann::json::parse(value.scalar, nullptr, false);
    if (parsed.is_number() || parsed.is_boolean() || parsed.is_null()) return parsed.dump();
  }
  return nlohmann::json(value.scalar).dump();
}

std::vector<ExtraMember> read_extra(const YamlFile& file, const YamlValue& value) {
  std::vector<ExtraMember> extra;
  if (value.kind != YamlValue::Kind::mapping) {
    file.error(value.place, "'extra' must be a mapping", "for example `extra: {seed: 7}`");
    return extra;
  }
  for (const YamlValue::Entry& entry : value.entries) {
    if (entry.value.kind != YamlValue::Kind::scalar) {
      file.error(entry.value.place, fmt::format("'{}' must be a number or a text", printable(entry.key)));
      continue;
    }
    extra.push_back({entry.key, as_json(entry.value)});
  }
  return extra;
}

/// Nothing when it is wrong.
std::optional<Definition> read_definition(const YamlFile& file, const YamlValue::Entry& entry,
                                          const Diagnostics& found) {
  const std::size_t before = found.all().size();
  const std::string what = fmt::format("the engine '{}'", printable(entry.key));
  YamlMapping mapping(file, entry.value, what);
  Definition definition;
  mapping.choice("protocol", definition.protocol,
                 {std::string(kSotto), std::string(kPiperJson), std::string(kPiperDir), std::string(kWav),
                  std::string(kOpenAi), std::string(kWyoming)});
  mapping.texts("run", definition.run);
  mapping.text("url", definition.url);
  mapping.text("model", definition.model);
  mapping.text("revision", definition.revision);
  std::string timings = "align";
  mapping.choice("timings", timings, {"align", "captioned"});
  definition.captioned = timings == "captioned";
  if (mapping.text("key", definition.key) && !is_variable_name(definition.key)) {
    file.error(entry.value.find("key")->place, "'key' must be the name of an environment variable",
               "never the key itself: `key: MY_SERVERS_KEY`, and set that before you start Sotto");
  }
  if (const YamlValue* extra = mapping.value("extra")) definition.extra = read_extra(file, *extra);
  mapping.finish();
  if (definition.protocol.empty() && entry.value.find("protocol") == nullptr) {
    file.error(entry.key_place, what + " has no protocol", "sotto, piper-json, piper-dir, wav, openai or wyoming");
  } else if (is_server(definition.protocol)) {
    if (!definition.url.starts_with("http://") && !definition.url.starts_with("https://")) {
      file.error(entry.key_place, what + " has no address", "for example `url: http://127.0.0.1:8880`");
    }
    while (definition.url.ends_with('/')) definition.url.pop_back();
  } else if (definition.protocol == kWyoming && definition.run.empty()) {
    const std::size_t colon = definition.url.rfind(':');
    if (!definition.url.starts_with("tcp://") || colon < std::string_view("tcp://").size()) {
      file.error(entry.key_place, what + " has no address",
                 "for example `url: tcp://127.0.0.1:10200`; or a program: `run:`");
    }
  } else if (!definition.protocol.empty() && definition.run.empty()) {
    file.error(entry.key_place, what + " has no program", "for example `run: [piper, --model, \"{voice}\"]`");
  }
  if (found.all().size() != before) return std::nullopt;
  return definition;
}

}  // namespace

Definitions read_definitions(const std::filesystem::path& file, Diagnostics& diagnostics) {
  Definitions definitions;
  const std::optional<std::string> text = try_read_file(file);
  if (!text) return definitions;
  Diagnostics found;
  const std::optional<YamlFile> yaml = YamlFile::parse(file.string(), *text, found);
  if (yaml && yaml->root().kind == YamlValue::Kind::mapping) {
    for (const YamlValue::Entry& entry : yaml->root().entries) {
      auto definition = read_definition(*yaml, entry, found);
      if (!definition) continue;
      // The program is started in a folder of its own.
      for (std::string& argument : definition->run) {
        if (argument.starts_with("./"))
          argument = (std::filesystem::absolute(file).parent_path() / argument.substr(2)).string();
      }
      definitions.emplace(entry.key, std::move(*definition));
    }
  } else if (yaml && yaml->root().kind != YamlValue::Kind::null) {
    yaml->error(yaml->root().place, "this must be a mapping of names to engines");
  }
  diagnostics.append(found);
  return definitions;
}

}  // namespace sotto::user_engine
