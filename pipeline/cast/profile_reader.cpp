#include "cast/profile_reader.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "shared/text.h"

namespace sotto::cast {
namespace {

template <std::size_t N>
std::vector<std::string> names_of(const std::array<std::string_view, N>& names) {
  return {names.begin(), names.end()};
}

/// The names of variants and voices become file names below the engine's data, and are joined by '+'.
bool is_engine_name(std::string_view name, bool with_folder) {
  if (name.empty()) return true;
  const bool characters = std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == ' ' || (with_folder && c == '/');
  });
  return characters && name.front() != '/' && name.back() != '/';
}

/// Reads a name for the engine; `written` is the mapping that holds it.
void read_engine_name(YamlMapping& mapping, const YamlValue& written, std::string_view key, std::string& target,
                      bool with_folder) {
  std::string name;
  if (!mapping.text(key, name)) return;
  if (is_engine_name(name, with_folder)) {
    target = name;
    return;
  }
  mapping.file().error(written.find(key)->place, fmt::format("'{}' cannot be the name of a {}", name, key),
                       name.find('+') != std::string::npos
                           ? "what stands after the '+' is the `variant`"
                           : "letters, digits, '-', '_' and spaces, as `espeak-ng --voices=variant` shows them");
}

void read_engine(const YamlFile& file, const YamlValue& value, EngineVoice& engine) {
  YamlMapping mapping(file, value, "engine");
  std::string voice = engine.voice;
  read_engine_name(mapping, value, "voice", voice, true);
  if (voice.empty()) {
    file.error(value.find("voice")->place, "'voice' must not be empty", "British English is 'gmw/en'");
  } else {
    engine.voice = voice;
  }
  read_engine_name(mapping, value, "variant", engine.variant, false);
  mapping.whole("rate", engine.rate, 80, 450, "words a minute");
  mapping.whole("pitch", engine.pitch, 0, 99, "50 is the variant's own");
  mapping.whole("range", engine.range, 0, 99, "50 is the variant's own");
  mapping.whole("volume", engine.volume, 0, 200, "100 is full scale");
  mapping.whole("word_gap", engine.word_gap, 0, 50, "units of 10 ms");
  mapping.finish();
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
  mapping.finish();
}

void read_deliveries(const YamlFile& file, const YamlValue& value, std::map<std::string, DeliveryChange>& deliveries) {
  YamlMapping mapping(file, value, "deliveries");
  for (const std::string_view name : script::kDeliveries) {
    const YamlValue* entry = mapping.value(name);
    if (entry == nullptr) continue;
    DeliveryChange& change = deliveries[std::string(name)];
    YamlMapping fields(file, *entry, fmt::format("delivery '{}'", name));
    read_engine_name(fields, *entry, "variant", change.variant, false);
    fields.number("rate", change.rate, 0.5, 2, "times the voice's rate");
    fields.whole("pitch", change.pitch, -50, 50, "added to the voice's pitch");
    fields.whole("range", change.range, -50, 50, "added to the voice's range");
    fields.number("level", change.level.value, -24, 12, "dB");
    fields.whole("word_gap", change.word_gap, 0, 20, "added, in units of 10 ms");
    fields.number("brightness", change.brightness.value, -12, 12, "dB added");
    fields.number("tremor", change.tremor.value, 0, 6, "dB added");
    fields.number("room", change.room, -1, 1, "added to the voice's room");
    fields.finish();
  }
  mapping.finish();
}

void read_pronunciations(const YamlFile& file, const YamlValue& value,
                         std::map<std::string, Pronunciation>& pronunciations) {
  if (value.kind == YamlValue::Kind::null) return;
  if (value.kind != YamlValue::Kind::mapping) {
    file.error(value.place, "pronunciations must be a mapping of words to phonemes", "for example `Giry: \"Zi@r'i\"`");
    return;
  }
  for (const YamlValue::Entry& entry : value.entries) {
    if (entry.key.empty() || entry.key.find(' ') != std::string::npos) {
      file.error(entry.key_place, fmt::format("'{}' is not one word", entry.key),
                 "give each word its own pronunciation");
      continue;
    }
    const std::string& phonemes = entry.value.scalar;
    const bool plain = entry.value.kind == YamlValue::Kind::scalar && !phonemes.empty() &&
                       std::all_of(phonemes.begin(), phonemes.end(), [](char c) { return c > ' ' && c <= '~'; }) &&
                       phonemes.find("[[") == std::string::npos && phonemes.find("]]") == std::string::npos;
    if (!plain) {
      file.error(entry.value.place, fmt::format("the pronunciation of '{}' must be eSpeak NG phonemes", entry.key),
                 fmt::format("without [[ ]]; `espeak-ng -v en -x -q \"{}\"` prints some to start from", entry.key));
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

void read_profile(const YamlFile& file, VoiceProfile& profile) {
  YamlMapping mapping(file, file.root(), "the voice profile");
  mapping.value("base");
  mapping.value("abstract");
  mapping.text("description", profile.description);
  if (std::string gender; mapping.choice("gender", gender, {"f", "m"})) {
    profile.gender = gender == "f" ? language::Gender::female : language::Gender::male;
  }
  mapping.choice("age", profile.age, names_of(kAges));
  if (const YamlValue* engine = mapping.value("engine")) read_engine(file, *engine, profile.engine);
  if (const YamlValue* tone = mapping.value("tone")) read_tone(file, *tone, profile.tone);
  if (const YamlValue* reading = mapping.value("reading")) read_reading(file, *reading, profile.reading);
  mapping.number("level", profile.level.value, -12, 12, "dB");
  mapping.number("pan", profile.pan, -1, 1, "-1 is left, 1 is right");
  if (const YamlValue* deliveries = mapping.value("deliveries")) {
    read_deliveries(file, *deliveries, profile.deliveries);
  }
  if (const YamlValue* words = mapping.value("pronunciations")) {
    read_pronunciations(file, *words, profile.pronunciations);
  }
  mapping.finish();
}

}  // namespace sotto::cast
