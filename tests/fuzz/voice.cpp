// Any bytes as a voice profile: refused with a diagnostic, or a profile whose every delivery the engine may be given.

#include "cast/voice_folder.h"
#include "fuzz.h"
#include "synthesis/engines.h"
#include "synthesis/espeak_ng/settings.h"

using namespace sotto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  folder.write("base.yaml", "gender: f\nengine: {voice: gmw/en, rate: 160}\n");
  folder.write("odd.yaml", fuzz::view(data, size));
  Diagnostics diagnostics;
  const auto voices = cast::read_voices({folder.path()}, synthesis::builtin_engines().schemas(), diagnostics);
  fuzz::require(!fuzz::steers_terminal(render(diagnostics)), "diagnostics do not steer the terminal");
  if (diagnostics.has_errors()) return 0;
  const auto found = voices.find("odd");
  if (found == voices.end()) return 0;  // abstract
  for (const std::string_view how : script::kDeliveries) {
    const cast::EngineSettings voice = cast::effective_settings(espeak_ng::schema(), found->second, std::string(how));
    for (const cast::SettingSpec& spec : espeak_ng::schema().settings) {
      const int* whole = std::get_if<int>(voice.find(spec.key));
      fuzz::require(whole == nullptr || (*whole >= spec.least && *whole <= spec.most), "every number is in range");
    }
    for (const std::string& name : {voice.text("voice"), voice.text("variant")}) {
      fuzz::require(name.find("..") == std::string::npos && (name.empty() || name.front() != '/'),
                    "no name leaves the engine's data");
    }
  }
  return 0;
}
