#pragma once

/// The take cache: `<cache>/takes/ab/abcdef....take`, content-addressed, checksummed, written whole or not at all.

#include <filesystem>
#include <optional>

#include "shared/failure.h"
#include "synthesis/take.h"

namespace sotto::synthesis {

/// A take that was there when the performance was planned, and is missing or damaged now that its sound is needed.
class DamagedTake : public MachineFailure {
 public:
  using MachineFailure::MachineFailure;
};

/// What a timeline needs to know of a take, without its sound.
struct TakeInfo {
  Hertz rate;
  std::uint32_t frames = 0;  ///< at `rate`
  std::vector<WordTiming> words;
  bool operator==(const TakeInfo&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("rate", &TakeInfo::rate), field("frames", &TakeInfo::frames),
                      field("words", &TakeInfo::words));
  }
};

/// Safe to use from several threads and processes: files appear only when whole.
class TakeStore {
 public:
  explicit TakeStore(std::filesystem::path cache_folder);

  /// Nothing when there is none, or when it is damaged (truncated, altered).
  std::optional<Take> load(const TakeId& id) const;
  /// A take that must be there: throws DamagedTake when it is missing or damaged.
  Take load_or_throw(const TakeId& id) const;
  /// The same without the sound: reads the head and the timings, and notices a wrong length. An altered sample is
  /// noticed, too, in a file that changed after `proved_until_ns` (nanoseconds since 1970): its sound is then read.
  std::optional<TakeInfo> load_info(const TakeId& id, std::int64_t proved_until_ns = kNeverChanged) const;
  static constexpr std::int64_t kNeverChanged = INT64_MAX;
  /// Whether a file is there, good or bad.
  bool holds(const TakeId& id) const;
  /// Throws MachineFailure.
  void save(const TakeId& id, const TakeView& take) const;
  std::filesystem::path path(const TakeId& id) const;
  const std::filesystem::path& cache_folder() const { return cache_folder_; }

 private:
  std::filesystem::path cache_folder_;
};

}  // namespace sotto::synthesis
