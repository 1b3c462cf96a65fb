#pragma once

/// WAV as engines send it: headers written before the length was known, and files that end too early.

#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "shared/units.h"

namespace sotto::engine {

/// Sound that cannot be used: the message says why.
struct BadWav : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct WavSound {
  Hertz rate;
  std::vector<std::int16_t> samples;  ///< mono: the mean of all channels
};

/// Reads PCM of 8 to 32 bits and floating point. A length of 0, 0x7FFFF000 or 0xFFFFFFFF means "to the end"; any other
/// that is longer than what is there is sound that was cut. Throws BadWav.
WavSound read_wav(std::string_view bytes);

}  // namespace sotto::engine
