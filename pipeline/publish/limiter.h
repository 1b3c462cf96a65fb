#pragma once

/// A look-ahead true-peak limiter. Samples pass through unchanged where no peak is near the ceiling.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "publish/true_peak.h"
#include "shared/units.h"

namespace sotto::publish {

/// Stereo, with the same gain for both channels, so that the stereo image does not move.
class Limiter {
 public:
  /// Frames over which the gain goes down before a peak: 1.45 ms at 44.1 kHz, long enough not to click.
  static constexpr std::size_t kLookAhead = kPeakGroup;

  /// No true peak of the output is above `ceiling` (a magnitude) by more than 0.05 dB, which the changing gain may add.
  Limiter(float ceiling, Hertz rate, Seconds release = {0.05});

  /// Takes interleaved stereo and appends the frames that are ready, up to 3 * kLookAhead frames later; to `gains` the
  /// gain of each of these frames. `gains` is given at every call or at none.
  void process(std::span<const float> in, std::vector<float>& out, std::vector<float>* gains = nullptr);
  /// Appends the remaining frames: in total as many as went in, without delay.
  void finish(std::vector<float>& out, std::vector<float>* gains = nullptr);

  /// The deepest gain reduction so far, >= 0 dB.
  Decibels deepest() const { return -decibels(lowest_); }
  /// Frames turned down by more than 0.1 dB so far.
  std::int64_t limited_frames() const { return limited_; }

 private:
  using Group = std::array<double, kLookAhead>;
  static constexpr std::size_t kChannels = 2;
  static constexpr std::size_t kGroups = 3;

  void group_is_full(std::vector<float>& out, std::vector<float>* gains_out);
  bool needs_reduction() const;
  void find_wanted(Group& wanted);
  void emit(const Group* gains, std::vector<float>& out, std::vector<float>* gains_out);

  Interpolator interpolator_;
  float ceiling_;
  double recovery_;  ///< share of the way back to 1 that is made in a frame

  std::array<std::array<float, kGroups * kLookAhead>, kChannels> samples_{};
  std::array<float, kGroups> largest_{};
  std::size_t filled_ = 0;
  std::int64_t in_frames_ = 0;
  std::int64_t out_frames_ = -static_cast<std::int64_t>(2 * kLookAhead);  ///< negative: the silence before the sound

  double state_ = 1;    ///< the wanted gain of the frame before
  double carried_ = 1;  ///< what a peak after a group's last frame asks of the next group's first
  bool idle_ = true;    ///< all three groups below are 1
  Group wanted_;        ///< of the group that comes out next
  Group after_;         ///< of the one after it
  Group held_;          ///< the smallest wanted gain of the look-ahead, of the group that came out last
  double lowest_ = 1;
  std::int64_t limited_ = 0;
};

}  // namespace sotto::publish
