#pragma once

/// From floats to 16 bits with triangular dither: the error becomes a faint steady noise instead of a distortion that
/// follows the sound (Lipshitz, Wannamaker, Vanderkooy, "Quantization and Dither: A Theoretical Survey", 1992).

#include <cstdint>
#include <span>

namespace sotto::publish {

/// Triangular noise from -1 to 1 (exclusive), in steps of 2^-16: the difference of two even ones, each half of a hash
/// of the sample's number. Repeats after 2^32 samples (13.5 hours of stereo).
float triangular_noise(std::uint32_t sample);

/// Quantises the samples whose first is number `first` of its file; beyond full scale they clip. Full scale is 32768.
void quantise(std::span<const float> in, std::int64_t first, std::span<std::int16_t> out);

}  // namespace sotto::publish
