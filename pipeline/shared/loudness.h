#pragma once

/// Loudness as ITU-R BS.1770-4 and EBU R 128 define it.

#include <memory>
#include <optional>
#include <span>

#include "shared/units.h"

namespace sotto {

/// Measures a sound that is added block by block. Memory grows by some bytes for each second.
class LoudnessMeter {
 public:
  /// One or two channels. Throws MachineFailure for a rate that cannot be measured (below 1 or above 2,822 kHz) or no
  /// memory.
  LoudnessMeter(int channels, Hertz rate);
  ~LoudnessMeter();
  LoudnessMeter(LoudnessMeter&&) noexcept;
  LoudnessMeter& operator=(LoudnessMeter&&) noexcept;

  /// Interleaved, whole frames.
  void add(std::span<const float> samples);

  /// Integrated loudness, gated at -70 LUFS and at -10 LU; nothing when no 400 ms were louder than the gate.
  std::optional<Lufs> integrated() const;
  /// Loudness range (EBU Tech 3342), in LU; 0 for less than 3 s.
  Decibels range() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sotto
