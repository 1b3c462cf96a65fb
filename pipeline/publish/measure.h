#pragma once

/// The measurements of a master: duration, loudness, peaks, levels.

#include <cstdint>
#include <filesystem>
#include <span>

#include "publish/level_meter.h"
#include "publish/true_peak.h"
#include "shared/loudness.h"
#include "shared/progress.h"
#include "shared/units.h"

namespace sotto::publish {

struct MasterMeasure {
  Seconds duration;
  Lufs loudness;
  Decibels loudness_range;   ///< LU (EBU Tech 3342)
  Decibels true_peak;        ///< dBTP
  Decibels gain;             ///< the linear gain that was applied
  Decibels limited;          ///< the deepest gain reduction of the limiter, >= 0
  double limited_share = 0;  ///< of all samples, those under gain reduction
  MasterLevels levels = {};
  int bit_rate = 0;  ///< kbit/s of every frame of an MP3; 0: not constant, or no MP3
  bool operator==(const MasterMeasure&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("duration", &MasterMeasure::duration), field("loudness", &MasterMeasure::loudness),
                      field("loudness_range", &MasterMeasure::loudness_range),
                      field("true_peak", &MasterMeasure::true_peak), field("gain", &MasterMeasure::gain),
                      field("limited", &MasterMeasure::limited), field("limited_share", &MasterMeasure::limited_share),
                      field("levels", &MasterMeasure::levels), field("bit_rate", &MasterMeasure::bit_rate));
  }
};

/// The loudness that is reported for silence.
inline constexpr Lufs kSilence{-70};

/// Measures a sound that is added block by block.
class MasterMeter {
 public:
  /// One or two channels.
  MasterMeter(int channels, Hertz rate);

  /// Interleaved, whole frames.
  void add(std::span<const float> samples);
  /// Ends the sound and returns its measurements. Those of its processing (gain, limiter) stay 0.
  MasterMeasure finish();

 private:
  int channels_;
  Hertz rate_;
  std::int64_t frames_ = 0;
  LoudnessMeter loudness_;
  TruePeakMeter peak_;
  LevelMeter levels_;
};

/// The measurements of a sound file, mono or stereo. Throws MachineFailure, Interrupted.
MasterMeasure measure_master(const std::filesystem::path& path, const StopFlag& stop);

}  // namespace sotto::publish
