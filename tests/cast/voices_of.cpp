#include "voices_of.h"

#include <fmt/format.h>

#include "cast/voice_folder.h"
#include "support/temp_folder.h"
#include "synthesis/engines.h"

namespace sotto::cast {

std::map<std::string, VoiceProfile> voices_of(const std::map<std::string, std::string>& files, Diagnostics& diagnostics,
                                              const EngineSchemas& engines) {
  const testing::TempFolder folder;
  for (const auto& [name, text] : files) folder.write(name + ".yaml", text);
  return read_voices({folder.path()}, engines.empty() ? synthesis::builtin_engines().schemas() : engines, diagnostics);
}

std::vector<std::string> remarks(const Diagnostics& diagnostics) {
  std::vector<std::string> all;
  for (const Diagnostic& one : diagnostics.all()) {
    all.push_back(fmt::format("{}:{}:{}: {}{}", std::filesystem::path(one.file).stem().string(), one.line, one.column,
                              one.message, one.hint.empty() ? "" : fmt::format(" [{}]", one.hint)));
  }
  return all;
}

}  // namespace sotto::cast
