#pragma once

/// From floats to 16 bits with triangular dither: the error becomes a faint steady noise instead of a distortion that
/// follows the sound (Lipshitz, Wannamaker, Vanderkooy, "Quantization and Dither: A Theoretical Survey", 1992).

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sotto {

/// Triangular noise from -1 to 1 (exclusive), in steps of 2^-16: the difference of two even ones, each half of a hash
/// of the sample's number. Repeats after 2^32 samples (13.5 hours of stereo).
inline float triangular_noise(std::uint32_t sample) {
  std::uint32_t x = sample * 0x9E3779B9U + 0x7F4A7C15U;
  x = (x ^ (x >> 16U)) * 0x85EBCA6BU;
  x = (x ^ (x >> 13U)) * 0xC2B2AE35U;
  x ^= x >> 16U;
  const auto first = static_cast<std::int32_t>(x >> 16U);
  const auto second = static_cast<std::int32_t>(x & 0xFFFFU);
  return static_cast<float>(first - second) * (1.0F / 65536.0F);
}

/// Quantises the samples whose first is number `first` of its file; beyond full scale they clip. Full scale is 32768.
inline void quantise(std::span<const float> in, std::int64_t first, std::span<std::int16_t> out) {
  assert(in.size() == out.size());
  // Adding and taking away 1.5 * 2^23 rounds a float of this size to the nearest whole number.
  constexpr float kRounder = 12582912.0F;
  const auto start = static_cast<std::uint32_t>(first);
  for (std::size_t i = 0; i < in.size(); ++i) {
    const float value = in[i] * 32768.0F + triangular_noise(start + static_cast<std::uint32_t>(i));
    const float bounded = std::min(std::max(value, -32768.0F), 32767.0F);
    out[i] = static_cast<std::int16_t>(static_cast<std::int32_t>((bounded + kRounder) - kRounder));
  }
}

}  // namespace sotto
