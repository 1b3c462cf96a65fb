// Any bytes as a voice profile: refused with a diagnostic, or a profile whose every delivery the engine may be given.

#include "cast/voice.h"
#include "fuzz.h"

using namespace sotto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  folder.write("base.yaml", "gender: f\nengine: {voice: gmw/en, rate: 160}\n");
  folder.write("odd.yaml", fuzz::view(data, size));
  Diagnostics diagnostics;
  const auto voices = cast::read_voices({folder.path()}, diagnostics);
  fuzz::require(!fuzz::steers_terminal(render(diagnostics)), "diagnostics do not steer the terminal");
  if (diagnostics.has_errors()) return 0;
  const auto found = voices.find("odd");
  if (found == voices.end()) return 0;  // abstract
  for (const std::string_view how : script::kDeliveries) {
    const cast::EngineVoice voice = cast::effective_voice(found->second, std::string(how));
    fuzz::require(voice.rate >= 80 && voice.rate <= 450, "the rate is in range");
    fuzz::require(voice.pitch >= 0 && voice.pitch <= 99 && voice.range >= 0 && voice.range <= 99, "so is the pitch");
    for (const std::string& name : {voice.voice, voice.variant}) {
      fuzz::require(name.find("..") == std::string::npos && (name.empty() || name.front() != '/'),
                    "no name leaves the engine's data");
    }
  }
  return 0;
}
