#pragma once

/// eSpeak NG: what is installed, which voices it knows, and the engine itself.

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "synthesis/engine/engine.h"

namespace sotto::espeak_ng {

// The engine is asked in child processes: over damaged data, or a pronunciation that is too long for it, it crashes.
// Where its data is at fault, all of these throw MachineFailure, which says what to install.

/// The engine of this machine.
struct Installation {
  std::string version;                ///< "1.51"
  std::filesystem::path data;         ///< its espeak-ng-data folder
  std::vector<std::string> variants;  ///< names of the variant files ("f3"), sorted
};

/// Asked once.
const Installation& installation();

/// The identifiers of all language files ("gmw/en"), sorted.
std::vector<std::string> voice_names();

/// Those of the language files, by their identifiers, that the engine really takes: it answers some unknown names with
/// success and another voice. Each is tried by letting it speak.
std::set<std::string> known_voices(const std::set<std::string>& identifiers);

/// Phonemes, as they stand between [[ and ]], that a voice is to say. It must be known.
struct Spelling {
  std::string voice;
  std::string phonemes;
};

struct SpellingAnswer {
  std::string unknown;  ///< the first phoneme that the voice does not know and all that follows: it would be left out
  std::string trouble;  ///< "crashed (signal 11)": what becomes of the engine instead
};

/// An answer for each, in order. After a few troubles no more are asked for; the answers then are fewer.
std::vector<SpellingAnswer> ask_spellings(const std::vector<Spelling>& spellings);

/// The engine, for a worker process.
class Espeak : public engine::Synthesizer {
 public:
  /// `data`: the espeak-ng-data folder; empty: the system's.
  explicit Espeak(std::filesystem::path data = {}) : data_(std::move(data)) {}

  void start() override;
  std::string set_voice(const cast::EngineSettings& voice) override;
  void speak(const std::string& text, engine::SharedSpeech& speech) override;

 private:
  std::filesystem::path data_;
  Hertz rate_;
};

}  // namespace sotto::espeak_ng
