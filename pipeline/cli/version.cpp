#include "cli/version.h"

#include "production/workspace.h"
#include "shared/failure.h"

namespace sotto::cli {

std::string version_text(const synthesis::Engines& engines) {
  std::string text = "Sotto " SOTTO_VERSION;
  for (const auto& engine : engines.members()) {
    try {
      text += "\n" + engine->version();
    } catch (const MachineFailure& failure) {
      text += std::string("\n") + failure.what();
    }
  }
  return text;
}

}  // namespace sotto::cli
