#pragma once

/// Voice profiles: `voices/<name>.yaml`.

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/book.h"
#include "annotate/script/script.h"
#include "cast/engine_settings.h"
#include "shared/fields.h"
#include "shared/pronunciation.h"
#include "shared/units.h"

namespace sotto::cast {

/// A shelf of the tone chain (RBJ biquads).
struct Shelf {
  Hertz frequency{0};  ///< 0: none
  Decibels gain{0};
  bool operator==(const Shelf&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("frequency", &Shelf::frequency), field("gain", &Shelf::gain));
  }
};

/// A bell of the tone chain.
struct Band {
  Hertz frequency{0};
  Decibels gain{0};
  double q = 1;
  bool operator==(const Band&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("frequency", &Band::frequency), field("gain", &Band::gain), field("q", &Band::q));
  }
};
inline constexpr std::size_t kMostBands = 4;

/// Lowers s, sh and t where they are too loud (de-essing). Levels are relative to the take's own mean speech, so that
/// it does the same to a voice however loud the engine says it.
struct DeEss {
  Hertz frequency{5000};    ///< what is above it is measured, and turned down
  Decibels threshold{-12};  ///< how loud that part may be, against the take's speech
  Decibels most{0};         ///< the most that is taken away; 0: no de-essing
  bool operator==(const DeEss&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("frequency", &DeEss::frequency), field("threshold", &DeEss::threshold),
                      field("most", &DeEss::most));
  }
};

/// Evens out the steps between syllables. What is over the threshold keeps 1/ratio of its excess.
struct Compression {
  Decibels threshold{0};  ///< against the take's own mean speech
  double ratio = 1;       ///< 1: none
  bool operator==(const Compression&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("threshold", &Compression::threshold), field("ratio", &Compression::ratio));
  }
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
  static constexpr auto fields() {
    return std::tuple(field("high_pass", &Tone::high_pass), field("room", &Tone::room),
                      field("brightness", &Tone::brightness), field("tremor", &Tone::tremor),
                      field("bands", &Tone::bands), field("de_ess", &Tone::de_ess), field("compress", &Tone::compress),
                      field("low_shelf", &Tone::low_shelf), field("high_shelf", &Tone::high_shelf));
  }
};

/// How a voice reads. One sentence differs a little from the next; in which way follows from its text, so that a line
/// is the same alone as in its book.
struct ReadingStyle {
  double phrasing = 1;  ///< length of the pauses inside sentences, 0 (the engine's) .. 2
  int exclaim = 6;     ///< steps of the pitch added at an exclamation mark, and three times as many to the range, 0..15
  int vary_rate = 0;   ///< up to so many per cent faster or slower, 0..15
  int vary_pitch = 0;  ///< up to so many steps of the pitch higher or lower, 0..10
  double melody = 0;   ///< how far phrases and words depart from the engine's one tune, 0 .. 2; 1 is a reader's
  double breath = 0;   ///< how loud it breathes, 0 (not at all) .. 2; 1 is a reader near the microphone
  bool operator==(const ReadingStyle&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("phrasing", &ReadingStyle::phrasing), field("exclaim", &ReadingStyle::exclaim),
                      field("vary_rate", &ReadingStyle::vary_rate), field("vary_pitch", &ReadingStyle::vary_pitch),
                      field("melody", &ReadingStyle::melody), field("breath", &ReadingStyle::breath));
  }
};

/// How a delivery changes a voice.
struct DeliveryChange {
  EngineSettings engine;   ///< changes of the engine's settings
  Decibels level{0};       ///< added after levelling: a whisper is quieter by intent
  Decibels brightness{0};  ///< added: effort is bright
  Decibels tremor{0};      ///< added
  double room = 0;         ///< added: a whisper is near, a call far
  bool operator==(const DeliveryChange&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("engine", &DeliveryChange::engine), field("level", &DeliveryChange::level),
                      field("brightness", &DeliveryChange::brightness), field("tremor", &DeliveryChange::tremor),
                      field("room", &DeliveryChange::room));
  }
};

/// How old a voice sounds.
inline constexpr std::array<std::string_view, 4> kAges = {"child", "young", "adult", "old"};

/// Hashed is what a mixer or an engine makes of it, so that two profiles which differ in what is heard differ in their
/// hashes; pronunciations are heard only where a text has the word, and are in its takes' names.
struct VoiceProfile {
  std::string name;
  std::string description;
  language::Gender gender = language::Gender::unknown;  ///< unknown: a voice for either
  std::string age = "adult";                            ///< one of kAges
  EngineSettings engine;
  Tone tone;
  ReadingStyle reading;
  Decibels level{0};                                    ///< relative to the narrator, after levelling
  double pan = 0;                                       ///< -1 left .. 1 right
  std::map<std::string, DeliveryChange> deliveries;     ///< by delivery name
  std::map<std::string, Pronunciation> pronunciations;  ///< by word
  bool operator==(const VoiceProfile&) const = default;
  static constexpr auto fields() {
    return std::tuple(unhashed("name", &VoiceProfile::name), unhashed("description", &VoiceProfile::description),
                      unhashed("gender", &VoiceProfile::gender), unhashed("age", &VoiceProfile::age),
                      field("engine", &VoiceProfile::engine), field("tone", &VoiceProfile::tone),
                      field("reading", &VoiceProfile::reading), field("level", &VoiceProfile::level),
                      field("pan", &VoiceProfile::pan), field("deliveries", &VoiceProfile::deliveries),
                      unhashed("pronunciations", &VoiceProfile::pronunciations));
  }
};

/// The engine's settings for a delivery; an unknown or empty one changes nothing. What a change leads out of the
/// engine's range stays at its end. `schema` is that of the profile's engine.
EngineSettings effective_settings(const EngineSchema& schema, const VoiceProfile& profile, const std::string& delivery);

/// The tone of a delivery; an unknown or empty one changes nothing.
Tone effective_tone(const VoiceProfile& profile, const std::string& delivery);

}  // namespace sotto::cast
