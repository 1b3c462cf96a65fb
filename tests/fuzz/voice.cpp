// Any bytes as a voice profile: refused with a diagnostic, or a profile whose every delivery the engine may be given.

#include "cast/voice_folder.h"
#include "fuzz.h"
#include "synthesis/engines.h"

using namespace sotto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  static const synthesis::Engines engines = synthesis::builtin_engines();
  folder.write("base.yaml", "gender: f\nengine: {voice: gmw/en, rate: 160}\n");
  folder.write("odd.yaml", fuzz::view(data, size));
  Diagnostics diagnostics;
  const auto voices = cast::read_voices({folder.path()}, engines.schemas(), diagnostics);
  fuzz::require(!fuzz::steers_terminal(render(diagnostics)), "diagnostics do not steer the terminal");
  if (diagnostics.has_errors()) return 0;
  const auto found = voices.find("odd");
  if (found == voices.end()) return 0;  // abstract
  const cast::EngineSchema& schema = engines.named(found->second.engine.engine).schema();
  for (const std::string_view how : script::kDeliveries) {
    const cast::EngineSettings voice = cast::effective_settings(schema, found->second, std::string(how));
    for (const cast::SettingSpec& spec : schema.settings) {
      const cast::SettingValue* value = voice.find(spec.key);
      fuzz::require(value != nullptr, "every setting has a value");
      if (const int* whole = std::get_if<int>(value)) {
        fuzz::require(*whole >= spec.least && *whole <= spec.most, "every whole number is in range");
      } else if (const double* number = std::get_if<double>(value)) {
        fuzz::require(*number >= spec.least && *number <= spec.most, "every number is in range");
      } else if (spec.mistake != nullptr) {
        const std::string& name = std::get<std::string>(*value);
        fuzz::require(name.find("..") == std::string::npos && (name.empty() || name.front() != '/'),
                      "no name leaves the engine's data");
      }
    }
  }
  return 0;
}
