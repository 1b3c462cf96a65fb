#pragma once

/// True peak: the peak of the reconstructed signal, which may lie between samples. ITU-R BS.1770-4, annex 2, by
/// fourfold oversampling.

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "shared/units.h"

namespace sotto::publish {

/// Peaks are searched in groups of this many frames: for most groups the samples alone show that no peak is near the
/// limit.
inline constexpr std::size_t kPeakGroup = 64;

/// The largest magnitude of `kPeakGroup` samples.
inline float largest(const float* samples) {
  constexpr std::size_t kStride = 16;
  std::array<float, kStride> most{};
  for (std::size_t i = 0; i < kPeakGroup; i += kStride) {
    for (std::size_t j = 0; j < kStride; ++j) {
      const float magnitude = std::fabs(samples[i + j]);
      most[j] = most[j] < magnitude ? magnitude : most[j];
    }
  }
  float all = 0;
  for (const float m : most) all = all < m ? m : all;
  return all;
}

/// Interpolates at a quarter, a half and three quarters of the way between two samples, for a group of samples at a
/// time. A group is passed as a pointer to its first sample, with at least `kPeakGroup` samples before and after it.
class Interpolator {
 public:
  /// Samples on each side that an interpolated value depends on. The annex's example has 6; with 12 the pass band ends
  /// at 20 kHz instead of 16.
  static constexpr std::size_t kReach = 12;

  Interpolator();
  /// The largest magnitude from each sample of the group to just before the next one.
  void peaks(const float* group, std::array<float, kPeakGroup>& peaks) const;
  /// Whether a peak of the group may be above `limit`: never false when one is. `largest` is the largest magnitude of
  /// the samples that the group's values depend on.
  bool may_exceed(float limit, const float* group, float largest) const;

 private:
  static constexpr std::size_t kBetween = 3;
  std::array<std::array<float, 2 * kReach>, kBetween> taps_{};
  float most_ = 1;  ///< bound of a value, as a multiple of the largest sample that it depends on
  float bend_ = 0;  ///< bound of its distance from a straight line, as a multiple of the largest second difference
};

/// Measures a sound that is added block by block. Only groups that could hold a new peak are interpolated: the result
/// is exact, and costs little more than reading the samples.
class TruePeakMeter {
 public:
  explicit TruePeakMeter(std::size_t channels);

  /// Interleaved, whole frames.
  void add(std::span<const float> samples);
  /// The sound is over: silence follows.
  void finish();
  /// Of all channels; a magnitude, 1 at full scale. Complete after `finish()`.
  float peak() const { return peak_; }

 private:
  struct Channel {
    std::vector<float> samples;  ///< the group that is examined, with the groups before and after it
    std::array<float, 3> largest{};
  };
  void group_is_full();

  Interpolator interpolator_;
  std::vector<Channel> channels_;
  std::size_t filled_ = 0;  ///< frames of the newest group
  float peak_ = 0;
};

}  // namespace sotto::publish
