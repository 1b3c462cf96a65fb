#pragma once

/// Voice profiles: `voices/<name>.yaml`.

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/book.h"
#include "annotate/script/script.h"
#include "shared/diagnostics.h"
#include "shared/hash.h"
#include "shared/pronunciation.h"
#include "shared/units.h"

namespace sotto::cast {

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

/// A bell of the tone chain.
struct Band {
  Hertz frequency{0};
  Decibels gain{0};
  double q = 1;
  bool operator==(const Band&) const = default;
};
inline constexpr std::size_t kMostBands = 4;

/// Takes the edge off s, sh and t where they stick out. Levels are those of the take's own mean speech, so that it does
/// the same to a voice however loud the engine says it.
struct DeEss {
  Hertz frequency{5000};    ///< what is above it is watched, and turned down
  Decibels threshold{-12};  ///< how loud that part may be, against the take's speech
  Decibels most{0};         ///< the most that is taken away; 0: no de-essing
  bool operator==(const DeEss&) const = default;
};

/// Evens out the steps between syllables. What is over the threshold keeps 1/ratio of its excess.
struct Compression {
  Decibels threshold{0};  ///< against the take's own mean speech
  double ratio = 1;       ///< 1: none
  bool operator==(const Compression&) const = default;
};

/// Tone shaping of a voice, applied by the mixer in this order.
struct Tone {
  Hertz high_pass{80};           ///< second order; 0: none
  std::vector<Band> bands = {};  ///< at most kMostBands
  Shelf low_shelf = {};
  Shelf high_shelf = {};
  Decibels brightness{0};  ///< tilt of everything above about 1.5 kHz: the voice's effort
  DeEss de_ess = {};
  Compression compress = {};
  Decibels tremor{0};  ///< a tremble of the level, up and down by this much
  double room = 0;     ///< early reflections of a small room, 0 (dry) .. 1
  bool operator==(const Tone&) const = default;
};

/// How a voice reads. One sentence differs a little from the next; which way, the sentence itself decides, so that a
/// line is the same alone as in its book.
struct ReadingStyle {
  double phrasing = 1;  ///< length of the pauses inside sentences, 0 (the engine's) .. 2
  int exclaim = 6;     ///< steps of the pitch added at an exclamation mark, and three times as many to the range, 0..15
  int vary_rate = 0;   ///< up to so many per cent faster or slower, 0..15
  int vary_pitch = 0;  ///< up to so many steps of the pitch higher or lower, 0..10
  bool operator==(const ReadingStyle&) const = default;
};

/// How a delivery changes a voice: factors on the rate, steps on the others.
struct DeliveryChange {
  std::string variant;     ///< replaces the voice's; empty: keeps it
  double rate = 1.0;       ///< factor, 0.5..2
  int pitch = 0;           ///< added, -50..50
  int range = 0;           ///< added, -50..50
  Decibels level{0};       ///< added after levelling: a whisper is quieter by intent
  int word_gap = 0;        ///< added, 0..20: words held apart
  Decibels brightness{0};  ///< added: effort is bright
  Decibels tremor{0};      ///< added
  double room = 0;         ///< added: a whisper is near, a call far
  bool operator==(const DeliveryChange&) const = default;
};

/// How old a voice sounds.
inline constexpr std::array<std::string_view, 4> kAges = {"child", "young", "adult", "old"};

struct VoiceProfile {
  std::string name;
  std::string description;
  language::Gender gender = language::Gender::unknown;  ///< unknown: a voice for either
  std::string age = "adult";                            ///< one of kAges
  EngineVoice engine;
  Tone tone;
  ReadingStyle reading;
  Decibels level{0};                                    ///< relative to the narrator, after levelling
  double pan = 0;                                       ///< -1 left .. 1 right
  std::map<std::string, DeliveryChange> deliveries;     ///< by delivery name
  std::map<std::string, Pronunciation> pronunciations;  ///< by word
  bool operator==(const VoiceProfile&) const = default;
};

/// The engine's settings for a delivery; an unknown or empty one changes nothing. What a step leads out of the engine's
/// range stays at its end.
EngineVoice effective_voice(const VoiceProfile& profile, const std::string& delivery);

/// The tone of a delivery; an unknown or empty one changes nothing.
Tone effective_tone(const VoiceProfile& profile, const std::string& delivery);

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

}  // namespace sotto::cast
