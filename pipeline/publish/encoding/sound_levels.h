#pragma once

/// How loud a chapter is in each of its parts, for drawings of its sound.

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "shared/progress.h"

namespace sotto::encoding {

/// How many parts of equal length a chapter has.
inline constexpr std::int64_t kLevels = 240;

/// RMS of each part, in thousandths of full scale.
class SoundLevels {
 public:
  /// `length`: samples of a channel.
  SoundLevels(std::int64_t length, std::size_t channels);
  /// The next samples, interleaved.
  void add(std::span<const float> samples);
  /// All kLevels of them; silence, where there was less sound.
  std::vector<int> finish();

 private:
  void end_part();

  std::int64_t part_;  ///< samples of a channel in each
  std::size_t channels_;
  std::int64_t in_part_ = 0;
  double power_ = 0;
  std::vector<int> levels_;
};

/// Of a master. Throws MachineFailure, Interrupted.
std::vector<int> levels_of(const std::filesystem::path& master, const StopFlag& stop);

}  // namespace sotto::encoding
