#pragma once

/// Delivery profiles, `profiles/<name>.yaml`: what a publisher requires of a chapter.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "annotate/document/book.h"
#include "publish/formats.h"
#include "publish/measure.h"
#include "shared/diagnostics.h"
#include "shared/fields.h"
#include "shared/hash.h"
#include "shared/sound_file.h"
#include "shared/units.h"

namespace sotto::publish {

/// How long something may be.
struct AllowedTime {
  Seconds least{0};
  Seconds most{0};
  bool operator==(const AllowedTime&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("least", &AllowedTime::least), field("most", &AllowedTime::most));
  }
};

/// How loud something may be.
struct AllowedLevel {
  Decibels least{0};
  Decibels most{0};
  bool operator==(const AllowedLevel&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("least", &AllowedLevel::least), field("most", &AllowedLevel::most));
  }
};

/// The defaults are those of the profile "audiobook".
struct DeliveryProfile {
  std::string name = "audiobook";
  std::string description;
  std::vector<std::string> sources;     ///< where its numbers come from
  Lufs loudness{-18};                   ///< integrated, of the file as it is: of its one channel where it is mono
  Decibels tolerance{0.5};              ///< on either side of it
  std::optional<AllowedLevel> rms;      ///< dBFS of the whole file; where both cannot be kept, the loudness gives way
  Decibels true_peak{-1.5};             ///< dBTP, at most
  std::optional<Decibels> noise_floor;  ///< dBFS RMS of the quietest half second, at most
  std::optional<AllowedTime> head;      ///< before the first sound
  std::optional<AllowedTime> tail;      ///< after the last
  std::optional<Seconds> longest;       ///< of a chapter
  bool dry = false;                     ///< without ambience, whatever the book says
  Container format = Container::wav;    ///< of the masters
  int bit_rate = 0;                     ///< kbit/s, constant; of MP3 alone, masters or others
  std::vector<Format> formats;          ///< what is made; empty in a profile: its masters
  int channels = 2;
  bool operator==(const DeliveryProfile&) const = default;
  /// kbit/s; 0 where the masters are no MP3.
  int master_bit_rate() const { return format == Container::mp3 ? bit_rate : 0; }
  static constexpr auto fields() {
    return std::tuple(field("name", &DeliveryProfile::name), field("description", &DeliveryProfile::description),
                      field("sources", &DeliveryProfile::sources), field("loudness", &DeliveryProfile::loudness),
                      field("tolerance", &DeliveryProfile::tolerance), field("rms", &DeliveryProfile::rms),
                      field("true_peak", &DeliveryProfile::true_peak),
                      field("noise_floor", &DeliveryProfile::noise_floor), field("head", &DeliveryProfile::head),
                      field("tail", &DeliveryProfile::tail), field("longest", &DeliveryProfile::longest),
                      field("dry", &DeliveryProfile::dry), field("format", &DeliveryProfile::format),
                      field("bit_rate", &DeliveryProfile::bit_rate), field("channels", &DeliveryProfile::channels),
                      field("formats", &DeliveryProfile::formats));
  }
};

/// Every profile found in `folders`; an earlier folder's wins over a later one's of the same name. Strictly checked:
/// every mistake of every file is reported. A folder that does not exist holds none.
std::map<std::string, DeliveryProfile> read_profiles(const std::vector<std::filesystem::path>& folders,
                                                     Diagnostics& diagnostics);

/// The profile of that name; if there is none, an error at the place where the name was written.
std::optional<DeliveryProfile> choose_profile(const std::map<std::string, DeliveryProfile>& profiles,
                                              const std::string& name, const Origin& asked_at,
                                              Diagnostics& diagnostics);

/// The profile with what is asked for in place of its own formats (nothing: those stay). The masters, of which all else
/// is made, are then of the first lossless of them; MP3 where nothing but MP3 is asked for; else WAV.
DeliveryProfile with_formats(DeliveryProfile profile, const std::vector<Format>& asked);

/// How much louder a chapter should be to have the profile's loudness, as far as its RMS range lets it.
Decibels missing_level(const DeliveryProfile& profile, const MasterMeasure& measure);

/// A level within this of the target is accepted: less than half of the profile's tolerance, so that two chapters never
/// differ by more than the tolerance.
Decibels level_slack(const DeliveryProfile& profile);

/// The book adapted to the profile: head and tail moved into the allowed range (0.1 s inside it, for what an encoder
/// adds), and without ambience where the profile is dry.
document::Book as_delivered(document::Book book, const DeliveryProfile& profile);

/// Hashes everything in the profile that affects a master.
void add_delivery(ContentHash& hash, const DeliveryProfile& profile);

/// What a master of that profile is.
SoundForm form_of(const DeliveryProfile& profile);

/// ".wav", ".flac" or ".mp3".
std::string extension_of(Container format);
/// The format that a file's extension names: WAV without an extension; nothing for an unknown one.
std::optional<Container> format_named(const std::filesystem::path& file);

}  // namespace sotto::publish
