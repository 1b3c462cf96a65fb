#pragma once

/// flite itself: the library and a voice of it.

#include <memory>
#include <string>
#include <vector>

#include "synthesis/engine/engine.h"
#include "synthesis/flite/settings.h"

namespace sotto::flite {

/// What is installed: flite's version, and a hash of its libraries. Throws MachineFailure when it is missing.
struct Installation {
  std::string version;
  std::string library;                ///< a hash of the files that all speakers use, 16 hexadecimal digits
  std::vector<std::string> speakers;  ///< of each of kSpeakers', in their order
};
const Installation& installation();

class FliteSynthesizer : public engine::Synthesizer {
 public:
  FliteSynthesizer();
  ~FliteSynthesizer() override;

  void start() override;
  std::string set_voice(const cast::EngineSettings& voice) override;
  void speak(const std::string& text, engine::SharedSpeech& speech) override;

 private:
  struct Library;
  std::unique_ptr<Library> library_;  ///< with the voice
};

}  // namespace sotto::flite
