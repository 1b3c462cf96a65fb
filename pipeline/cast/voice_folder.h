#pragma once

/// The profiles of some folders.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cast/voice.h"
#include "shared/diagnostics.h"

namespace sotto::cast {

/// Every profile found in `folders` (an earlier folder's wins over a later one's of the same name), `base:` resolved,
/// strictly checked: unknown keys, types, ranges, cycles, missing bases; every mistake of every file is reported, file
/// by file. A profile may build on the one of its own name in a later folder (`base: meg` in a book's own
/// `voices/meg.yaml`). `abstract: true` marks what others build on and nobody speaks with: it is checked and left out.
/// A folder that does not exist holds no profiles. `engines` are those that
/// profiles may name; whether one knows the voice it is asked for is checked by synthesis.
std::map<std::string, VoiceProfile> read_voices(const std::vector<std::filesystem::path>& folders,
                                                const EngineSchemas& engines, Diagnostics& diagnostics);

}  // namespace sotto::cast
