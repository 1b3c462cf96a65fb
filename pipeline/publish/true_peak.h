#pragma once

/// The peak of the sound that the samples stand for, which can lie between them: ITU-R BS.1770-4, annex 2, by fourfold
/// oversampling.

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "publish/peaks.h"
#include "shared/units.h"

namespace sotto::publish {

/// Finds the values at a quarter, a half and three quarters of the way between two samples, for a group of samples at a
/// time, each handed over as its first sample with at least `kPeakGroup` known ones before and after the group.
class Interpolator {
 public:
  /// Samples on each side that shape a value. The annex's example has 6; with 12 the pass band ends at 20 kHz instead
  /// of 16.
  static constexpr std::size_t kReach = 12;

  Interpolator();
  /// The largest magnitude from each sample of the group to just before the next one.
  void peaks(const float* group, std::array<float, kPeakGroup>& peaks) const;
  /// Whether one of them may be above `limit`: never false when one is. `largest` is the largest magnitude of the
  /// samples that shape them.
  bool may_exceed(float limit, const float* group, float largest) const;

 private:
  static constexpr std::size_t kBetween = 3;
  std::array<std::array<float, 2 * kReach>, kBetween> taps_{};
  float most_ = 1;  ///< no value is larger than this times the largest sample that shapes it
  float bend_ = 0;  ///< nor does it leave a straight line by more than this times the sharpest bend of the samples
};

/// Measures a sound that is added block by block. Only groups whose samples are so large that a new peak could lie
/// between them are interpolated, so that it costs little more than reading the samples, and is exact all the same.
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
    std::vector<float> samples;  ///< a group before, the group that is looked at, and the group after it
    std::array<float, 3> largest{};
  };
  void group_is_full();

  Interpolator interpolator_;
  std::vector<Channel> channels_;
  std::size_t filled_ = 0;  ///< frames of the newest group
  float peak_ = 0;
};

}  // namespace sotto::publish
