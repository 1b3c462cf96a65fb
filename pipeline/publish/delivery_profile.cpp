#include "publish/delivery_profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

#include "shared/audio.h"
#include "shared/files.h"
#include "shared/strict_yaml.h"
#include "shared/text.h"

namespace sotto::publish {

namespace {

namespace fs = std::filesystem;

/// How far inside the allowed times the planned pauses stay.
constexpr Seconds kMargin{0.1};

/// Of MPEG-1 layer III at a constant rate; below them a frame has no room for the tag that tells where the sound
/// begins, and captions would be late.
constexpr std::array kBitRates = {64, 80, 96, 112, 128, 160, 192, 224, 256, 320};

std::optional<AllowedTime> read_time(const YamlFile& file, const YamlValue& value, const std::string& what) {
  constexpr double kLongest = 30;
  AllowedTime time{{0}, {kLongest}};
  YamlMapping mapping(file, value, what);
  mapping.number("least", time.least.value, 0, kLongest, "seconds");
  mapping.number("most", time.most.value, 0, kLongest, "seconds");
  mapping.finish();
  if (time.most.value - time.least.value < 2 * kMargin.value) {
    file.error(value.place, fmt::format("{} leaves no room between its `least` and its `most`", what),
               fmt::format("they must be at least {:g} s apart", 2 * kMargin.value));
  }
  return time;
}

AllowedLevel read_rms(const YamlFile& file, const YamlValue& value) {
  constexpr double kLowest = -40;
  constexpr double kHighest = -5;
  constexpr double kNearest = 1;
  AllowedLevel level{{kLowest}, {kHighest}};
  YamlMapping mapping(file, value, "'rms'");
  mapping.number("least", level.least.value, kLowest, kHighest, "dBFS");
  mapping.number("most", level.most.value, kLowest, kHighest, "dBFS");
  mapping.finish();
  if (level.most.value - level.least.value < kNearest) {
    file.error(value.place, "'rms' leaves no room between its `least` and its `most`",
               fmt::format("they must be at least {:g} dB apart", kNearest));
  }
  return level;
}

void read_format(const YamlFile& file, YamlMapping& mapping, DeliveryProfile& profile) {
  std::string format = "wav";
  mapping.choice("format", format, {"wav", "flac", "mp3"});
  profile.format = format == "mp3" ? Container::mp3 : format == "flac" ? Container::flac : Container::wav;
  if (std::vector<std::string> formats; mapping.texts("formats", formats)) {
    Diagnostics wrong;
    profile.formats = read_formats(formats, file.origin(file.root().find("formats")->place), wrong);
    for (const Diagnostic& d : wrong.all()) file.error(file.root().find("formats")->place, d.message, d.hint);
  }
  mapping.whole("channels", profile.channels, 1, 2, "1 is mono");
  const bool given = mapping.whole("bit_rate", profile.bit_rate, kBitRates.front(), kBitRates.back(), "kbit/s");
  if (profile.format != Container::mp3) {
    if (given) {
      file.error(file.root().find("bit_rate")->place, "only MP3 has a bit rate", "leave it out, or say `format: mp3`");
    }
  } else if (!given) {
    file.error(file.root().place, "MP3 needs a bit rate", "for example `bit_rate: 192`");
  } else if (std::find(kBitRates.begin(), kBitRates.end(), profile.bit_rate) == kBitRates.end()) {
    file.error(file.root().find("bit_rate")->place, fmt::format("MP3 has no constant {} kbit/s", profile.bit_rate),
               "64, 80, 96, 112, 128, 160, 192, 224, 256 or 320");
  }
}

DeliveryProfile read_profile(const YamlFile& file, const std::string& name) {
  DeliveryProfile profile;
  profile.name = name;
  YamlMapping mapping(file, file.root(), "the delivery profile");
  mapping.text("description", profile.description);
  mapping.texts("sources", profile.sources);
  mapping.number("loudness", profile.loudness.value, -40, -5, "LUFS");
  mapping.number("tolerance", profile.tolerance.value, 0.1, 6, "dB on either side");
  if (const YamlValue* rms = mapping.value("rms")) profile.rms = read_rms(file, *rms);
  mapping.number("true_peak", profile.true_peak.value, -20, 0, "dBTP");
  double floor = 0;
  if (mapping.number("noise_floor", floor, -120, -20, "dBFS")) profile.noise_floor = Decibels{floor};
  if (const YamlValue* head = mapping.value("head")) profile.head = read_time(file, *head, "'head'");
  if (const YamlValue* tail = mapping.value("tail")) profile.tail = read_time(file, *tail, "'tail'");
  double minutes = 0;
  if (mapping.number("longest", minutes, 1, 1440, "minutes")) profile.longest = Seconds{60 * minutes};
  mapping.flag("dry", profile.dry);
  read_format(file, mapping, profile);
  mapping.finish();
  return profile;
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    if (entry.path().extension() == ".yaml" && !entry.path().filename().string().starts_with('.')) {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Seconds moved_into(Seconds planned, const std::optional<AllowedTime>& allowed) {
  if (!allowed) return planned;
  return std::clamp(planned, allowed->least + kMargin, allowed->most - kMargin);
}

}  // namespace

std::map<std::string, DeliveryProfile> read_profiles(const std::vector<fs::path>& folders, Diagnostics& diagnostics) {
  std::map<std::string, DeliveryProfile> profiles;
  for (const fs::path& folder : folders) {
    for (const fs::path& path : files_of(folder)) {
      const std::string name = path.stem().string();
      if (slug(name) != name) {
        diagnostics.error(path.string(), fmt::format("'{}' cannot be the name of a delivery profile", name),
                          fmt::format("rename the file to {}.yaml", slug(name)));
      }
      const auto text = try_read_file(path);
      if (!text) {
        diagnostics.error(path.string(), "cannot be read", "make the file readable, or move it away");
        continue;
      }
      const auto file = YamlFile::parse(path.string(), *text, diagnostics);
      if (file) profiles.emplace(name, read_profile(*file, name));
    }
  }
  return profiles;
}

std::optional<DeliveryProfile> choose_profile(const std::map<std::string, DeliveryProfile>& profiles,
                                              const std::string& name, const Origin& asked_at,
                                              Diagnostics& diagnostics) {
  if (const auto found = profiles.find(name); found != profiles.end()) return found->second;
  std::vector<std::string> names;
  names.reserve(profiles.size());
  for (const auto& [known, profile] : profiles) names.push_back(known);
  diagnostics.error_at(asked_at, fmt::format("there is no profile '{}'", name), suggest(name, names));
  return std::nullopt;
}

DeliveryProfile with_formats(DeliveryProfile profile, const std::vector<Format>& asked) {
  constexpr int kUsualBitRate = 128;
  if (!asked.empty()) profile.formats = asked;
  std::set<Format> sounds(profile.formats.begin(), profile.formats.end());
  sounds.erase(Format::srt);
  sounds.erase(Format::lrc);
  const auto wants = [&](Format format) { return sounds.contains(format); };
  if (sounds.empty()) {
    const Format masters = profile.format == Container::mp3    ? Format::mp3
                           : profile.format == Container::flac ? Format::flac
                                                               : Format::wav;
    profile.formats.insert(profile.formats.begin(), masters);
  } else if (wants(Format::wav)) {
    profile.format = Container::wav;
  } else if (wants(Format::flac)) {
    profile.format = Container::flac;
  } else if (sounds == std::set{Format::mp3}) {
    profile.format = Container::mp3;
  } else if (profile.format == Container::mp3) {
    profile.format = Container::wav;
  }
  if (profile.bit_rate == 0 && (wants(Format::mp3) || wants(Format::mp3_book))) profile.bit_rate = kUsualBitRate;
  return profile;
}

Decibels missing_level(const DeliveryProfile& profile, const MasterMeasure& measure) {
  const Decibels missing = profile.loudness - measure.loudness;
  if (!profile.rms) return missing;
  const Decibels slack = level_slack(profile);
  return std::clamp(missing, profile.rms->least + slack - measure.levels.rms,
                    profile.rms->most - slack - measure.levels.rms);
}

Decibels level_slack(const DeliveryProfile& profile) { return {std::min(0.2, 0.4 * profile.tolerance.value)}; }

document::Book as_delivered(document::Book book, const DeliveryProfile& profile) {
  book.profile = profile.name;
  book.pauses.head = moved_into(book.pauses.head, profile.head);
  book.pauses.tail = moved_into(book.pauses.tail, profile.tail);
  if (profile.dry) book.ambience.scene.bed = {document::Bed::Kind::none};
  return book;
}

void add_delivery(ContentHash& hash, const DeliveryProfile& profile) {
  hash.add(profile.name).add(profile.loudness.value);
  if (profile.rms) hash.add(profile.rms->least.value).add(profile.rms->most.value);
  hash.add(profile.tolerance.value).add(profile.true_peak.value);
  hash.add(extension_of(profile.format)).add(profile.master_bit_rate()).add(profile.channels);
}

SoundForm form_of(const DeliveryProfile& profile) {
  switch (profile.format) {
    case Container::mp3:
      return {"MP3", "", profile.channels, kMasterRate};
    case Container::flac:
      return {"FLAC", "16 bit", profile.channels, kMasterRate};
    default:
      return {"WAV", "16 bit", profile.channels, kMasterRate};
  }
}

std::string extension_of(Container format) {
  return format == Container::mp3 ? ".mp3" : format == Container::flac ? ".flac" : ".wav";
}

std::optional<Container> format_named(const fs::path& file) {
  if (!file.has_extension()) return Container::wav;
  for (const Container format : {Container::wav, Container::mp3, Container::flac}) {
    if (lower_case(file.extension().string()) == extension_of(format)) return format;
  }
  return std::nullopt;
}

}  // namespace sotto::publish
