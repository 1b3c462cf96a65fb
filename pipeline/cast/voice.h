#pragma once

/// Voice profiles: `voices/<name>.yaml`.

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/book.h"
#include "shared/diagnostics.h"
#include "shared/hash.h"
#include "shared/units.h"

namespace sotto {

/// What eSpeak NG is told. Every field shapes the take, and so its name.
struct EngineVoice {
  std::string voice = "gmw/en";  ///< identifier of the language file
  std::string variant;           ///< "f3", "m7", or one of ours; empty: none
  int rate = 165;                ///< words a minute, 80..450
  int pitch = 50;                ///< 0..99
  int range = 50;                ///< of intonation, 0..99
  int volume = 100;              ///< 0..200, 100 is full scale
  int word_gap = 0;              ///< in units of 10 ms at the normal rate, 0..50
  bool operator==(const EngineVoice&) const = default;
};

/// A shelf of the tone chain (RBJ biquads).
struct Shelf {
  Hertz frequency{0};  ///< 0: none
  Decibels gain{0};
  bool operator==(const Shelf&) const = default;
};

/// Tone shaping of a voice, applied by the mixer at its rate.
struct Tone {
  Hertz high_pass{80};  ///< second order; 0: none
  Shelf low_shelf;
  Shelf high_shelf;
  double room = 0;  ///< early reflections of a small room, 0 (dry) .. 1
  bool operator==(const Tone&) const = default;
};

/// How a delivery changes a voice: factors on the rate, steps on the others.
struct DeliveryChange {
  std::string variant;  ///< replaces the voice's; empty: keeps it
  double rate = 1.0;    ///< factor, 0.5..2
  int pitch = 0;        ///< added, -50..50
  int range = 0;        ///< added, -50..50
  Decibels level{0};    ///< added after levelling: a whisper is quieter by intent
  bool operator==(const DeliveryChange&) const = default;
};

/// How a line can be said; plain speech has no name. The annotator finds them, every voice performs them.
inline constexpr std::array<std::string_view, 12> kDeliveries = {
    "whisper", "soft", "low", "cold", "hoarse", "plead", "cry", "sob", "laugh", "call", "shout", "thunder"};

/// How old a voice sounds.
inline constexpr std::array<std::string_view, 4> kAges = {"child", "young", "adult", "old"};

struct VoiceProfile {
  std::string name;
  std::string description;
  Gender gender = Gender::unknown;  ///< unknown: a voice for either
  std::string age = "adult";        ///< one of kAges
  EngineVoice engine;
  Tone tone;
  Decibels level{0};                                  ///< relative to the narrator, after levelling
  double pan = 0;                                     ///< -1 left .. 1 right
  std::map<std::string, DeliveryChange> deliveries;   ///< by delivery name
  std::map<std::string, std::string> pronunciations;  ///< word -> eSpeak NG phonemes, without [[ ]]
  bool operator==(const VoiceProfile&) const = default;
};

/// The engine's settings for a delivery; an unknown or empty one changes nothing. What a step leads out of the engine's
/// range stays at its end.
EngineVoice performed(const VoiceProfile& profile, const std::string& delivery);

/// Adds to a hash all that a mixer or an engine makes of the profile: two profiles that differ in what is heard differ.
void add_sound(ContentHash& hash, const VoiceProfile& profile);

/// Every profile found in `folders` (an earlier folder's wins over a later one's of the same name), `base:` resolved,
/// strictly checked: unknown keys, types, ranges, cycles, missing bases; every mistake of every file is reported, file
/// by file. A profile may build on the one of its own name in a later folder (`base: meg` in a book's own
/// `voices/meg.yaml`). `abstract: true` marks what others build on and nobody speaks with: it is checked and left out.
/// A folder that does not exist holds no profiles. Whether the engine knows the voice is checked by synthesis.
std::map<std::string, VoiceProfile> read_voices(const std::vector<std::filesystem::path>& folders,
                                                Diagnostics& diagnostics);

/// Where these folders of voices keep variant files of the engine (`voices/variants/<name>`), in the same order.
std::vector<std::filesystem::path> variant_folders(const std::vector<std::filesystem::path>& voice_folders);

}  // namespace sotto
