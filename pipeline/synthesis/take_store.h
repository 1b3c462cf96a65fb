#pragma once

/// The take cache: `<cache>/takes/ab/abcdef....take`, content-addressed, checksummed, written whole or not at all.

#include <filesystem>
#include <optional>

#include "synthesis/take.h"

namespace sotto {

/// What a timeline needs to know of a take, without its sound.
struct TakeInfo {
  std::uint32_t frames = 0;  ///< at kEngineRate
  std::vector<WordTiming> words;
  bool operator==(const TakeInfo&) const = default;
};

/// Safe to use from several threads and processes: files appear only when whole.
class TakeStore {
 public:
  explicit TakeStore(std::filesystem::path cache_folder);

  /// Nothing when there is none, or when it is damaged (truncated, altered).
  std::optional<Take> load(const TakeId& id) const;
  /// The same without the sound: reads the head and the timings, and notices a wrong length, but not an altered sample.
  std::optional<TakeInfo> load_info(const TakeId& id) const;
  /// Whether a file is there, good or bad.
  bool holds(const TakeId& id) const;
  /// Throws MachineFailure.
  void save(const TakeId& id, const TakeView& take) const;
  std::filesystem::path path(const TakeId& id) const;
  const std::filesystem::path& cache_folder() const { return cache_folder_; }

 private:
  std::filesystem::path cache_folder_;
};

}  // namespace sotto
