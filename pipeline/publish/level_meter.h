#pragma once

/// Unweighted levels: RMS, noise floor, and the silence before and after the sound, as delivery profiles limit them.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "shared/fields.h"
#include "shared/units.h"

namespace sotto::publish {

/// Unweighted levels of a whole master.
struct MasterLevels {
  Decibels rms{-200};    ///< dBFS of everything, silence included; a full-scale square is 0
  Decibels floor{-200};  ///< dBFS RMS of the quietest half second (of everything, when it is shorter)
  Seconds head;          ///< before the first 10 ms over -60 dBFS RMS
  Seconds tail;          ///< after the last
  bool operator==(const MasterLevels&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("rms", &MasterLevels::rms), field("floor", &MasterLevels::floor),
                      field("head", &MasterLevels::head), field("tail", &MasterLevels::tail));
  }
};

/// Measures a sound that is added block by block.
class LevelMeter {
 public:
  /// One or two channels.
  LevelMeter(std::size_t channels, Hertz rate);

  /// Interleaved, whole frames.
  void add(std::span<const float> samples);
  /// What was added so far.
  MasterLevels levels() const;

  /// Louder than this is sound, not silence: the highest noise floor that publishers accept (ACX).
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
