#pragma once

/// Where engines keep what they need in the cache.

#include <filesystem>

namespace sotto::engine {

/// The folder of a cache in which each engine's own folders lie (FrontEnd::folders_in): directories that are removed as
/// a whole. One whose name begins with a point is being made.
inline std::filesystem::path engine_data_in(const std::filesystem::path& cache) { return cache / "engine-data"; }

}  // namespace sotto::engine
