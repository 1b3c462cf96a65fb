#pragma once

/// Engines that the user has: programs and servers, named in `engines.yaml` of the user's folder of settings.

#include <filesystem>
#include <memory>

#include "synthesis/engine/engine.h"

namespace sotto::user_engine {

/// `user_folder`: of the user's settings; empty: none.
std::shared_ptr<const engine::Engine> make_engine(const std::filesystem::path& user_folder);

}  // namespace sotto::user_engine
