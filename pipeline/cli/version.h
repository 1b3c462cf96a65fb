#pragma once

/// What `sotto --version` prints.

#include <string>

#include "synthesis/engines.h"

namespace sotto::cli {

/// "Sotto 0.1.0", then a line for each engine with its version and its data.
std::string version_text(const synthesis::Engines& engines);

}  // namespace sotto::cli
