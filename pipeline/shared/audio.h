#pragma once

/// How sound flows: blocks of interleaved 32-bit floats, full scale at +-1, pulled from a source.

#include <cstddef>
#include <span>

#include "shared/units.h"

namespace sotto {

/// What everything from the mix on runs at. A take has its engine's own rate.
inline constexpr Hertz kMasterRate{44100};

/// A stream of sound that is pulled.
class AudioSource {
 public:
  virtual ~AudioSource() = default;
  virtual int channels() const = 0;
  virtual Hertz rate() const = 0;
  /// Fills `out` (interleaved, a whole number of frames) from its start and returns the number of frames;
  /// fewer than asked only at the end of the stream.
  virtual std::size_t read(std::span<float> out) = 0;
  /// Starts again from the first frame: the same samples follow.
  virtual void rewind() = 0;
};

}  // namespace sotto
