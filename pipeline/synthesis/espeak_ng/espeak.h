#pragma once

/// eSpeak NG: what is installed, which voices it knows, and the engine itself.

#include <filesystem>
#include <string>
#include <vector>

#include "synthesis/engine/engine.h"

namespace sotto::espeak_ng {

/// The engine of this machine.
struct Installation {
  std::string version;                ///< "1.51"
  std::filesystem::path data;         ///< its espeak-ng-data folder
  std::vector<std::string> voices;    ///< identifiers of the language files ("gmw/en"), sorted
  std::vector<std::string> variants;  ///< names of the variant files ("f3"), sorted
};

/// Loads the engine into this process to ask it. Throws MachineFailure when its data is missing.
const Installation& installation();

/// Whether the engine, asked for a language file by its identifier, really takes it: it answers some unknown names with
/// success and another voice.
bool knows_voice(const std::string& identifier);

/// What of phonemes (as they stand between [[ and ]]) the voice does not know, and all that follows, which the engine
/// would leave out without a word; empty when it knows all of them. The voice must be known.
std::string unknown_phonemes(const std::string& voice, const std::string& phonemes);

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
