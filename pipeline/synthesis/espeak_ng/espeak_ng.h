#pragma once

/// eSpeak NG as a speech engine of this program.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "synthesis/engine/engine.h"

namespace sotto::espeak_ng {

/// Its own files beside profiles are those in `variants/` of the voice folders: variants that the engine does not come
/// with. In the cache it keeps a copy of the engine's data with them.
std::shared_ptr<const engine::Engine> make_engine();

/// Where profiles of these folders have variant files of our own, in the same order.
std::vector<std::filesystem::path> variant_folders(const std::vector<std::filesystem::path>& voice_folders);

}  // namespace sotto::espeak_ng
