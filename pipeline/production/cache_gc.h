#pragma once

/// What of the cache a book uses, and how the rest is trimmed.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sotto::production {

/// Notes what the book that is made in `folder` uses of the cache (paths below it) besides the takes that the records
/// of its chapters name. It stays in use as long as the folder is there. `whole`: that is all it uses; otherwise what
/// was noted before stays. Throws MachineFailure.
void record_roots(const std::filesystem::path& cache, const std::filesystem::path& records,
                  const std::filesystem::path& folder, const std::set<std::string>& used, bool whole = true);

struct CleaningLimits {
  std::chrono::hours age{24 * 30};         ///< what nobody uses and is older goes
  std::optional<std::uint64_t> size = {};  ///< bytes that the cache may have; the oldest of what nobody uses goes first
  bool dry_run = false;
};

struct Cleaning {
  std::size_t files = 0;       ///< that were removed, or would be
  std::uint64_t bytes = 0;     ///< of them
  std::size_t used_files = 0;  ///< that books use
  std::uint64_t used_bytes = 0;
  std::uint64_t left_bytes = 0;  ///< of the whole cache afterwards
  std::size_t books = 0;         ///< that use it
};

/// Trims the cache. What a book uses is never touched; no book is made meanwhile. Throws FolderBusy when one is being
/// made, MachineFailure when something cannot be removed, or what a book uses is not known.
Cleaning clean_cache(const std::filesystem::path& cache, const CleaningLimits& limits);

}  // namespace sotto::production
