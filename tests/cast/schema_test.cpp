// voices/voice.schema.json tells editors what the reader takes. Nothing but a test keeps the two together: this one
// walks the schema and writes a profile for each key and each end of each range.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "cast/voice.h"
#include "shared/files.h"
#include "support/folders.h"
#include "synthesis/engines.h"
#include "synthesis/espeak_ng/settings.h"
#include "voices_of.h"

namespace sotto::cast {
namespace {

using nlohmann::json;

json schema() { return json::parse(read_file(testing::source_folder() / "voices" / "voice.schema.json")); }

/// A property of the schema and the keys that lead to it.
struct Property {
  std::vector<std::string> path;
  json rules;
};

void collect(const json& object, const json& definitions, const std::vector<std::string>& path,
             std::vector<Property>& found) {
  for (const auto& [key, value] : object.at("properties").items()) {
    json rules = value;
    if (rules.contains("$ref")) {
      const std::string reference = rules.at("$ref");
      rules = definitions.at(reference.substr(std::string("#/definitions/").size()));
    }
    std::vector<std::string> here = path;
    here.push_back(key);
    found.push_back({here, rules});
    if (rules.contains("properties")) collect(rules, definitions, here, found);
  }
}

std::vector<Property> properties() {
  const json all = schema();
  std::vector<Property> found;
  collect(all, all.at("definitions"), {}, found);
  return found;
}

/// "{engine: {rate: 80}}"; a shelf with a gain has its frequency, which the reader asks for.
std::string profile_with(const std::vector<std::string>& path, const std::string& value) {
  std::string text = "{";
  for (const std::string& key : path) {
    text += key;
    text += key == path.back() ? ": " + value : ": {";
    if (key == "low_shelf" && path.back() == "gain") text += "frequency: 200, ";
    if (key == "high_shelf" && path.back() == "gain") text += "frequency: 5000, ";
  }
  return text + std::string(path.size(), '}');
}

std::string complaints(const std::string& profile) {
  Diagnostics diagnostics;
  voices_of({{"v", profile}}, diagnostics);
  return render(diagnostics);
}

TEST(VoiceSchema, RangesAreThoseOfTheReader) {
  int checked = 0;
  for (const auto& [path, rules] : properties()) {
    if (!rules.contains("minimum")) continue;
    const double least = rules.at("minimum");
    const double most = rules.at("maximum");
    for (const double good : {least, most}) {
      const std::string profile = profile_with(path, json(good).dump());
      EXPECT_EQ(complaints(profile), "") << profile;
    }
    for (const double bad : {least - 1, most + 1}) {
      const std::string profile = profile_with(path, json(bad).dump());
      EXPECT_NE(complaints(profile), "") << profile;
    }
    const double between = (least + most) / 2 + 0.25;
    const std::string profile = profile_with(path, json(between).dump());
    EXPECT_EQ(complaints(profile).empty(), rules.at("type") == "number") << profile;
    ++checked;
  }
  EXPECT_EQ(checked, 5 + 13 + 6 + 2 + 12 * 8);
}

TEST(VoiceSchema, BandsAreThoseOfTheReader) {
  const json bands = schema().at("properties").at("tone").at("properties").at("bands");
  const auto with = [](const std::string& bands_written) { return complaints("tone: {bands: " + bands_written + "}"); };
  for (const auto& item : bands.at("items").at("properties").items()) {
    const std::string key = item.key();
    const json& rules = item.value();
    const auto band = [&](double value) {
      const std::string written = key + ": " + json(value).dump();
      return with("[{" + (key == "frequency" ? written : "frequency: 500, " + written) + "}]");
    };
    EXPECT_EQ(band(rules.at("minimum")), "") << key;
    EXPECT_EQ(band(rules.at("maximum")), "") << key;
    EXPECT_NE(band(rules.at("minimum").get<double>() - 1), "") << key;
    EXPECT_NE(band(rules.at("maximum").get<double>() + 1), "") << key;
  }
  const auto many = [&](std::size_t count) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) list += "{frequency: 500}, ";
    return with("[" + list + "]");
  };
  const std::size_t most = bands.at("maxItems");
  EXPECT_EQ(most, kMostBands);
  EXPECT_EQ(many(most), "");
  EXPECT_NE(many(most + 1), "");
}

TEST(VoiceSchema, WordsAreThoseOfTheReader) {
  for (const auto& [path, rules] : properties()) {
    if (!rules.contains("enum")) continue;
    for (const auto& word : rules.at("enum")) {
      const std::string profile = profile_with(path, word);
      EXPECT_EQ(complaints(profile), "") << profile;
    }
    EXPECT_NE(complaints(profile_with(path, "something-else")), "") << path.back();
  }
}

/// The schema of an engine's profiles.
json schema_of(const EngineSchema& engine) {
  if (engine.id == synthesis::builtin_engines().schemas().front()->id) return schema();
  const std::filesystem::path voices = testing::source_folder() / "voices";
  return json::parse(read_file(voices / (std::string(engine.id) + ".schema.json")));
}

/// Whether the schema says of a key what the reader holds it to.
void expect_rules(const json& rules, const SettingValue& standard, double least, double most, const std::string& key) {
  const json value = std::visit([](const auto& held) { return json(held); }, standard);
  EXPECT_EQ(rules.value("default", value), value) << key;
  if (!value.is_number()) return;
  EXPECT_EQ(rules.at("minimum"), least) << key;
  EXPECT_EQ(rules.at("maximum"), most) << key;
}

TEST(VoiceSchema, EachEngineHasOneWithAllItsSettings) {
  const synthesis::Engines engines = synthesis::builtin_engines();
  for (const EngineSchema* one : engines.schemas()) {
    const json all = schema_of(*one);
    const json& engine = all.at("properties").at("engine").at("properties");
    const json& delivery = all.at("definitions").at("delivery").at("properties");
    std::set<std::string> keys = {"id"};
    for (const SettingSpec& setting : one->settings) {
      const std::string key(setting.key);
      keys.insert(key);
      ASSERT_TRUE(engine.contains(key)) << one->id << " " << key;
      expect_rules(engine.at(key), setting.standard, setting.least, setting.most, key);
      EXPECT_EQ(delivery.contains(key), setting.change != SettingSpec::Change::none) << one->id << " " << key;
    }
    for (const EngineSetting& change : one->neutral_change().all) {
      const SettingSpec& setting = *one->find(change.key);
      if (change.value.index() == 2) continue;
      expect_rules(delivery.at(change.key), change.value, setting.change_least, setting.change_most, change.key);
    }
    EXPECT_EQ(engine.at("id").value("const", engine.at("id").value("default", "")), one->id);
    for (const auto& item : engine.items()) EXPECT_EQ(keys.count(item.key()), 1U) << item.key() << " is of no engine";
    for (const auto& item : schema().at("properties").items()) {
      EXPECT_TRUE(all.at("properties").contains(item.key())) << one->id << " " << item.key();
    }
  }
}

TEST(VoiceSchema, TheReaderKnowsEveryKeyAndNoOther) {
  for (const auto& [path, rules] : properties()) {
    // What the reader says about a wrong value differs from what it says about a key it does not know.
    EXPECT_EQ(complaints(profile_with(path, "[]")).find("has no key"), std::string::npos) << path.back();
    if (rules.contains("properties")) {
      EXPECT_EQ(rules.value("additionalProperties", true), false) << path.back();
    }
    std::vector<std::string> misspelt = path;
    misspelt.back() += "x";
    EXPECT_NE(complaints(profile_with(misspelt, "1")).find("has no key"), std::string::npos) << path.back();
  }
}

TEST(VoiceSchema, NamesEveryKeyOfTheReader) {
  // The reader lists what it asked for when a key is far from all of them; at most twelve, enough for each mapping.
  const json all = schema();
  const auto names = [](const json& object) {
    std::set<std::string> keys;
    for (const auto& [key, value] : object.at("properties").items()) keys.insert(key);
    return keys;
  };
  const auto known = [](const std::string& profile) {
    const std::string told = complaints(profile);
    const std::size_t begin = told.find("known: ");
    std::set<std::string> keys;
    if (begin == std::string::npos) return keys;
    std::string list = told.substr(begin + 7, told.find('\n', begin) - begin - 7);
    for (std::size_t at = 0; at != std::string::npos;) {
      const std::size_t comma = list.find(", ", at);
      keys.insert(list.substr(at, comma - at));
      at = comma == std::string::npos ? comma : comma + 2;
    }
    return keys;
  };
  const json& top = all.at("properties");
  EXPECT_EQ(known("qqqqqqqqqq: 1"), names(all));
  EXPECT_EQ(known("engine: {qqqqqqqqqq: 1}"), names(top.at("engine")));
  EXPECT_EQ(known("tone: {qqqqqqqqqq: 1}"), names(top.at("tone")));
  EXPECT_EQ(known("tone: {low_shelf: {qqqqqqqqqq: 1}}"), names(top.at("tone").at("properties").at("low_shelf")));
  EXPECT_EQ(known("tone: {de_ess: {qqqqqqqqqq: 1}}"), names(top.at("tone").at("properties").at("de_ess")));
  EXPECT_EQ(known("tone: {compress: {qqqqqqqqqq: 1}}"), names(top.at("tone").at("properties").at("compress")));
  EXPECT_EQ(known("tone: {bands: [{frequency: 99, qqqqqqqqqq: 1}]}"),
            names(top.at("tone").at("properties").at("bands").at("items")));
  EXPECT_EQ(known("reading: {qqqqqqqqqq: 1}"), names(top.at("reading")));
  EXPECT_EQ(known("deliveries: {qqqqqqqqqq: {}}"), names(top.at("deliveries")));
  EXPECT_EQ(known("deliveries: {sob: {qqqqqqqqqq: 1}}"), names(all.at("definitions").at("delivery")));
}

TEST(VoiceSchema, DefaultsAreThoseOfTheReader) {
  const VoiceProfile plain;
  const DeliveryChange unchanged;
  const Shelf flat;
  const auto as_json = [](const SettingValue& value) {
    return std::visit([](const auto& held) { return json(held); }, value);
  };
  std::map<std::string, json> defaults = {
      {"abstract", false},
      {"age", plain.age},
      {"engine.id", espeak_ng::schema().id},
      {"tone.high_pass", plain.tone.high_pass.value},
      {"tone.low_shelf.gain", flat.gain.value},
      {"tone.high_shelf.gain", flat.gain.value},
      {"tone.brightness", plain.tone.brightness.value},
      {"tone.de_ess.frequency", plain.tone.de_ess.frequency.value},
      {"tone.de_ess.threshold", plain.tone.de_ess.threshold.value},
      {"tone.de_ess.most", plain.tone.de_ess.most.value},
      {"tone.compress.threshold", plain.tone.compress.threshold.value},
      {"tone.compress.ratio", plain.tone.compress.ratio},
      {"tone.tremor", plain.tone.tremor.value},
      {"tone.room", plain.tone.room},
      {"reading.phrasing", plain.reading.phrasing},
      {"reading.exclaim", plain.reading.exclaim},
      {"reading.vary_rate", plain.reading.vary_rate},
      {"reading.vary_pitch", plain.reading.vary_pitch},
      {"reading.melody", plain.reading.melody},
      {"reading.breath", plain.reading.breath},
      {"level", plain.level.value},
      {"pan", plain.pan},
      {"level", unchanged.level.value},
      {"brightness", unchanged.brightness.value},
      {"tremor", unchanged.tremor.value},
      {"room", unchanged.room},
  };
  for (const EngineSetting& setting : espeak_ng::schema().standard_settings().all) {
    defaults["engine." + setting.key] = as_json(setting.value);
  }
  for (const EngineSetting& change : espeak_ng::schema().neutral_change().all) {
    defaults[change.key] = as_json(change.value);
  }
  for (const auto& [path, rules] : properties()) {
    if (!rules.contains("default")) continue;
    std::string name;
    for (const std::string& key : path) name += (name.empty() ? "" : ".") + key;
    if (path.front() == "deliveries") name = path.back();
    ASSERT_TRUE(defaults.count(name)) << name;
    EXPECT_EQ(rules.at("default"), defaults.at(name)) << name;
  }
}

}  // namespace
}  // namespace sotto::cast
