#pragma once

/// Voice profiles for tests, written as one would write them.

#include <map>
#include <string>
#include <vector>

#include "cast/voice.h"
#include "shared/diagnostics.h"

namespace sotto::cast {

/// Reads the profiles of one folder that holds these files (name without .yaml -> text).
/// `engines`: those that profiles may name; without any, those of the program.
std::map<std::string, VoiceProfile> voices_of(const std::map<std::string, std::string>& files, Diagnostics& diagnostics,
                                              const EngineSchemas& engines = {});

/// "name:line:column: message [hint]" of each diagnostic, folders left out, in order.
std::vector<std::string> remarks(const Diagnostics& diagnostics);

}  // namespace sotto::cast
