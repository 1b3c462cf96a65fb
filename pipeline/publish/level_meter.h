#pragma once

/// Levels without weighting: RMS, noise floor, and the silence before and after the sound, as delivery profiles ask for
/// them.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "publish/levels_of_master.h"
#include "shared/units.h"

namespace sotto::publish {

/// Measures a sound that is added block by block.
class LevelMeter {
 public:
  /// One or two channels.
  LevelMeter(std::size_t channels, Hertz rate);

  /// Interleaved, whole frames.
  void add(std::span<const float> samples);
  /// What was added so far.
  MasterLevels levels() const;

  /// What is louder than this is sound, not silence: the highest noise floor that publishers take (ACX).
  static constexpr Decibels kSound{-60};

 private:
  static constexpr std::size_t kWindowsOfFloor = 50;
  void window_is_full();

  std::size_t channels_;
  Hertz rate_;
  std::size_t window_frames_;      ///< of 10 ms
  std::array<double, 4> power_{};  ///< of the window that is being filled: of every fourth sample each
  std::size_t filled_ = 0;         ///< frames of it
  double all_ = 0;                 ///< of all full windows
  std::int64_t windows_ = 0;
  std::array<double, kWindowsOfFloor> latest_{};
  double quietest_ = -1;  ///< sum of the quietest half second; negative: none yet
  std::int64_t first_sound_ = -1;
  std::int64_t last_sound_ = -1;
};

}  // namespace sotto::publish
