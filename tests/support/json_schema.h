#pragma once

/// What a value has that its JSON Schema does not allow. Of draft 7 it knows what our schemas use; of objects nothing
/// is allowed that is not named.

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "shared/files.h"
#include "support/folders.h"

namespace sotto::testing {

namespace schema {

inline bool has_type(const nlohmann::json& value, const std::string& type) {
  return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
         (type == "string" && value.is_string()) || (type == "number" && value.is_number()) ||
         (type == "integer" && value.is_number_integer()) || (type == "boolean" && value.is_boolean()) ||
         (type == "null" && value.is_null());
}

inline void validate(const nlohmann::json& value, nlohmann::json rules, const nlohmann::json& definitions,
                     const std::string& path, std::vector<std::string>& wrong) {
  using nlohmann::json;
  if (rules.contains("$ref")) {
    rules = definitions.at(rules.at("$ref").get<std::string>().substr(std::string("#/definitions/").size()));
  }
  if (rules.contains("enum")) {
    if (std::find(rules["enum"].begin(), rules["enum"].end(), value) == rules["enum"].end()) {
      wrong.push_back(path + " is " + value.dump());
    }
    return;
  }
  const json types = rules["type"].is_array() ? rules["type"] : json::array({rules["type"]});
  if (std::none_of(types.begin(), types.end(), [&](const json& t) { return has_type(value, t); })) {
    wrong.push_back(path + " has another type");
  }
  if (value.is_number() && rules.contains("minimum") && value < rules["minimum"]) {
    wrong.push_back(path + " is less than " + rules["minimum"].dump());
  }
  if (value.is_object()) {
    for (const auto& [key, part] : value.items()) {
      if (!rules["properties"].contains(key)) {
        wrong.push_back(path + "." + key + " is not in the schema");
      } else {
        validate(part, rules["properties"][key], definitions, path + "." + key, wrong);
      }
    }
    for (const json& key : rules["required"]) {
      if (!value.contains(key)) wrong.push_back(path + "." + key.get<std::string>() + " is missing");
    }
  }
  if (value.is_array()) {
    for (const json& item : value) validate(item, rules["items"], definitions, path + "[]", wrong);
  }
}

}  // namespace schema

inline nlohmann::json report_schema() {
  return nlohmann::json::parse(read_file(testing::source_folder() / "pipeline/report/report.schema.json"));
}

inline std::vector<std::string> against_schema(const nlohmann::json& value, const nlohmann::json& rules) {
  std::vector<std::string> wrong;
  schema::validate(value, rules, rules.at("definitions"), "report", wrong);
  return wrong;
}

}  // namespace sotto::testing
