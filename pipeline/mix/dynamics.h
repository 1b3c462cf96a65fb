#pragma once

/// The time-varying part of a voice's chain: de-essing, soft compression, and tremor.
///
/// The whole take is available, so gains need no attack time: they are computed for short blocks with look-ahead, and
/// every level is relative to the take's own mean speech level. So a take sounds the same wherever it stands, a louder
/// line stays louder, and no delay is added.

#include <cstddef>
#include <span>
#include <vector>

#include "cast/voice.h"
#include "shared/units.h"

namespace sotto::mix {

class Dynamics {
 public:
  /// A whole take at its rate, in place. A de-esser's frequency that the rate cannot hold has nothing to turn down.
  void run(std::span<float> samples, Hertz rate, const cast::DeEss& de_ess, const cast::Compression& compress,
           Decibels tremor);

  /// Frames between two values of the gains: 3 ms at 22.05 kHz.
  static constexpr std::size_t kBlock = 64;

 private:
  void measure(std::span<const float> samples, Hertz treble);
  /// Mean power of the speech: of the blocks within 20 dB of the mean of all.
  double speech_power() const;
  void find_gains(const cast::DeEss& de_ess, const cast::Compression& compress, Decibels tremor);
  void apply(std::span<float> samples) const;

  double rate_ = 0;                   ///< of the take in hand
  std::vector<float> treble_;         ///< what de-essing turns down, sample by sample
  std::vector<double> power_;         ///< of each block
  std::vector<double> treble_power_;  ///< of each block, behind a second such high-pass
  std::vector<double> smooth_;        ///< power_, smoothed
  std::vector<float> gain_;           ///< of each block
  std::vector<float> treble_gain_;    ///< of each block: 0 leaves the treble, -1 takes it all
};

}  // namespace sotto::mix
