#include "cast/profile_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "shared/text.h"

namespace sotto::cast {
namespace {

template <std::size_t N>
std::vector<std::string> names_of(const std::array<std::string_view, N>& names) {
  return {names.begin(), names.end()};
}

/// A text that the engine takes; `written` is the mapping that holds it.
void read_text_setting(YamlMapping& mapping, const YamlValue& written, const SettingSpec& spec, std::string& target) {
  std::string text;
  if (!mapping.text(spec.key, text)) return;
  if (spec.mistake != nullptr) {
    if (const std::optional<SettingMistake> mistake = spec.mistake(text)) {
      mapping.file().error(written.find(spec.key)->place, mistake->message, mistake->hint);
      return;
    }
  }
  target = text;
}

/// `engine:`, but for its id.
void read_settings(YamlMapping& mapping, const YamlValue& written, const EngineSchema& schema,
                   EngineSettings& settings) {
  for (const SettingSpec& spec : schema.settings) {
    SettingValue value = *settings.find(spec.key);
    if (int* whole = std::get_if<int>(&value)) {
      mapping.whole(spec.key, *whole, static_cast<int>(spec.least), static_cast<int>(spec.most), spec.unit);
    } else if (double* number = std::get_if<double>(&value)) {
      mapping.number(spec.key, *number, spec.least, spec.most, spec.unit);
    } else {
      read_text_setting(mapping, written, spec, std::get<std::string>(value));
    }
    settings.set(spec.key, std::move(value));
  }
}

/// What a delivery changes of the engine's settings.
void read_changes(YamlMapping& mapping, const YamlValue& written, const EngineSchema& schema, EngineSettings& changes) {
  for (const EngineSetting& setting : schema.neutral_change().all) {
    const SettingSpec& spec = *schema.find(setting.key);
    SettingValue value = *changes.find(setting.key);
    if (int* whole = std::get_if<int>(&value)) {
      mapping.whole(spec.key, *whole, static_cast<int>(spec.change_least), static_cast<int>(spec.change_most),
                    spec.change_unit);
    } else if (double* number = std::get_if<double>(&value)) {
      mapping.number(spec.key, *number, spec.change_least, spec.change_most, spec.change_unit);
    } else {
      // Empty: the voice's own stays.
      const YamlValue* text = written.find(spec.key);
      if (text != nullptr && text->kind == YamlValue::Kind::scalar && text->scalar.empty()) {
        mapping.text(spec.key, std::get<std::string>(value));
      } else {
        read_text_setting(mapping, written, spec, std::get<std::string>(value));
      }
    }
    changes.set(setting.key, std::move(value));
  }
}

/// A profile of one engine becomes one of another.
void change_engine(const EngineSchema& schema, VoiceProfile& profile) {
  profile.engine = schema.standard_settings();
  profile.pronunciations.clear();
  for (auto& [name, delivery] : profile.deliveries) {
    const EngineSettings before = std::exchange(delivery.engine, schema.neutral_change());
    for (EngineSetting& change : delivery.engine.all) {
      const SettingValue* old = before.find(change.key);
      // A factor means the same everywhere; steps and texts do not.
      const bool factor = schema.find(change.key)->change == SettingSpec::Change::times;
      if (old != nullptr && factor && old->index() == change.value.index()) change.value = *old;
    }
  }
}

/// `engine:`. Returns the engine of the profile.
const EngineSchema& read_engine(const YamlFile& file, const YamlValue* value, const EngineSchemas& engines,
                                VoiceProfile& profile) {
  const auto named = [&](std::string_view id) -> const EngineSchema& {
    const auto found =
        std::find_if(engines.begin(), engines.end(), [&](const auto* engine) { return engine->id == id; });
    return found == engines.end() ? *engines.front() : **found;
  };
  std::string id = profile.engine.engine;
  if (value == nullptr) {
    if (id.empty()) profile.engine = engines.front()->standard_settings();
    return named(profile.engine.engine);
  }
  YamlMapping mapping(file, *value, "engine");
  std::vector<std::string> ids;
  for (const EngineSchema* engine : engines) ids.emplace_back(engine->id);
  mapping.choice("id", id, ids);
  const EngineSchema& schema = named(id);
  if (profile.engine.engine != schema.id) change_engine(schema, profile);
  read_settings(mapping, *value, schema, profile.engine);
  mapping.finish();
  return schema;
}

void read_shelf(const YamlFile& file, const YamlValue& value, std::string_view what, double lowest, double highest,
                Shelf& shelf) {
  YamlMapping mapping(file, value, std::string(what));
  mapping.number("frequency", shelf.frequency.value, lowest, highest, "Hz");
  mapping.number("gain", shelf.gain.value, -18, 18, "dB");
  mapping.finish();
  if (shelf.gain.value != 0 && shelf.frequency.value == 0) {
    file.error(value.place, fmt::format("{} has a gain but no frequency", what), "add `frequency:` in Hz");
  }
}

/// A list replaces the base's: which of its bands a person meant to change could not be told.
void read_bands(const YamlFile& file, const YamlValue& value, std::vector<Band>& bands) {
  if (value.kind != YamlValue::Kind::sequence && value.kind != YamlValue::Kind::null) {
    file.error(value.place, "'bands' must be a list", "for example `bands: [{frequency: 300, gain: -2, q: 1}]`");
    return;
  }
  bands.clear();
  for (const YamlValue& item : value.items) {
    if (bands.size() == kMostBands) {
      file.error(item.place, fmt::format("there are more than {} bands", kMostBands), "shelves are cheaper than bands");
      return;
    }
    Band& band = bands.emplace_back();
    YamlMapping mapping(file, item, "a band");
    mapping.number("frequency", band.frequency.value, 20, 10000, "Hz");
    mapping.number("gain", band.gain.value, -18, 18, "dB");
    mapping.number("q", band.q, 0.1, 20, "frequency over width");
    mapping.finish();
    if (item.kind == YamlValue::Kind::mapping && item.find("frequency") == nullptr) {
      file.error(item.place, "a band has no frequency", "add `frequency:` in Hz");
    }
  }
}

void read_de_ess(const YamlFile& file, const YamlValue& value, DeEss& de_ess) {
  YamlMapping mapping(file, value, "de_ess");
  mapping.number("frequency", de_ess.frequency.value, 2000, 10000, "Hz");
  mapping.number("threshold", de_ess.threshold.value, -40, 20, "dB over the mean speech");
  mapping.number("most", de_ess.most.value, 0, 18, "dB; 0 is none");
  mapping.finish();
}

void read_compression(const YamlFile& file, const YamlValue& value, Compression& compress) {
  YamlMapping mapping(file, value, "compress");
  mapping.number("threshold", compress.threshold.value, -24, 24, "dB over the mean speech");
  mapping.number("ratio", compress.ratio, 1, 10, "1 is none");
  mapping.finish();
}

void read_tone(const YamlFile& file, const YamlValue& value, Tone& tone) {
  YamlMapping mapping(file, value, "tone");
  mapping.number("high_pass", tone.high_pass.value, 0, 1000, "Hz");
  if (const YamlValue* shelf = mapping.value("low_shelf")) {
    read_shelf(file, *shelf, "low_shelf", 20, 2000, tone.low_shelf);
  }
  if (const YamlValue* shelf = mapping.value("high_shelf")) {
    read_shelf(file, *shelf, "high_shelf", 1000, 10000, tone.high_shelf);
  }
  if (const YamlValue* bands = mapping.value("bands")) read_bands(file, *bands, tone.bands);
  mapping.number("brightness", tone.brightness.value, -12, 12, "dB");
  if (const YamlValue* de_ess = mapping.value("de_ess")) read_de_ess(file, *de_ess, tone.de_ess);
  if (const YamlValue* compress = mapping.value("compress")) read_compression(file, *compress, tone.compress);
  mapping.number("tremor", tone.tremor.value, 0, 6, "dB");
  mapping.number("room", tone.room, 0, 1, "0 is dry");
  mapping.finish();
}

void read_reading(const YamlFile& file, const YamlValue& value, ReadingStyle& reading) {
  YamlMapping mapping(file, value, "reading");
  mapping.number("phrasing", reading.phrasing, 0, 2, "1 is a reader's, 0 the engine's");
  mapping.whole("exclaim", reading.exclaim, 0, 15, "steps of `engine.pitch`");
  mapping.whole("vary_rate", reading.vary_rate, 0, 15, "per cent");
  mapping.whole("vary_pitch", reading.vary_pitch, 0, 10, "steps of `engine.pitch`");
  mapping.number("melody", reading.melody, 0, 2, "1 is a reader's, 0 the engine's");
  mapping.number("breath", reading.breath, 0, 2, "1 is a reader's, 0 is none");
  mapping.finish();
}

void read_deliveries(const YamlFile& file, const YamlValue& value, const EngineSchema& engine,
                     std::map<std::string, DeliveryChange>& deliveries) {
  YamlMapping mapping(file, value, "deliveries");
  for (const std::string_view name : script::kDeliveries) {
    const YamlValue* entry = mapping.value(name);
    if (entry == nullptr) continue;
    DeliveryChange& change = deliveries[std::string(name)];
    if (change.engine.engine.empty()) change.engine = engine.neutral_change();
    YamlMapping fields(file, *entry, fmt::format("delivery '{}'", name));
    read_changes(fields, *entry, engine, change.engine);
    fields.number("level", change.level.value, -24, 12, "dB");
    fields.number("brightness", change.brightness.value, -12, 12, "dB added");
    fields.number("tremor", change.tremor.value, 0, 6, "dB added");
    fields.number("room", change.room, -1, 1, "added to the voice's room");
    fields.finish();
  }
  mapping.finish();
}

void read_pronunciations(const YamlFile& file, const YamlValue& value, const EngineSchema& engine,
                         std::map<std::string, Pronunciation>& pronunciations) {
  if (value.kind == YamlValue::Kind::null) return;
  if (value.kind != YamlValue::Kind::mapping) {
    file.error(value.place, "pronunciations must be a mapping of words to phonemes", "for example `Giry: \"Zi@r'i\"`");
    return;
  }
  if (engine.phoneme_mistake == nullptr) {
    file.error(value.place, fmt::format("{} takes no phonemes", engine.name), "leave the pronunciations out");
    return;
  }
  for (const YamlValue::Entry& entry : value.entries) {
    if (entry.key.empty() || entry.key.find(' ') != std::string::npos) {
      file.error(entry.key_place, fmt::format("'{}' is not one word", entry.key),
                 "give each word its own pronunciation");
      continue;
    }
    // What is no scalar is no phonemes either.
    const std::string phonemes = entry.value.kind == YamlValue::Kind::scalar ? entry.value.scalar : std::string();
    if (const std::optional<SettingMistake> mistake = engine.phoneme_mistake(entry.key, phonemes)) {
      file.error(entry.value.place, mistake->message, mistake->hint);
      continue;
    }
    pronunciations[entry.key] = {phonemes, file.origin(entry.value.place)};
  }
}

}  // namespace

ProfileHeader read_profile_header(const YamlFile& file) {
  ProfileHeader header;
  if (file.root().kind != YamlValue::Kind::mapping) return header;
  YamlMapping mapping(file, file.root(), "the voice profile");
  if (mapping.text("base", header.base)) header.base_place = file.root().find("base")->place;
  mapping.flag("abstract", header.abstract);
  return header;
}

void read_profile(const YamlFile& file, const EngineSchemas& engines, VoiceProfile& profile) {
  YamlMapping mapping(file, file.root(), "the voice profile");
  mapping.value("base");
  mapping.value("abstract");
  mapping.text("description", profile.description);
  if (std::string gender; mapping.choice("gender", gender, {"f", "m"})) {
    profile.gender = gender == "f" ? language::Gender::female : language::Gender::male;
  }
  mapping.choice("age", profile.age, names_of(kAges));
  const EngineSchema& engine = read_engine(file, mapping.value("engine"), engines, profile);
  if (const YamlValue* tone = mapping.value("tone")) read_tone(file, *tone, profile.tone);
  if (const YamlValue* reading = mapping.value("reading")) read_reading(file, *reading, profile.reading);
  mapping.number("level", profile.level.value, -12, 12, "dB");
  mapping.number("pan", profile.pan, -1, 1, "-1 is left, 1 is right");
  if (const YamlValue* deliveries = mapping.value("deliveries")) {
    read_deliveries(file, *deliveries, engine, profile.deliveries);
  }
  if (const YamlValue* words = mapping.value("pronunciations")) {
    read_pronunciations(file, *words, engine, profile.pronunciations);
  }
  mapping.finish();
}

}  // namespace sotto::cast
