#pragma once

/// Sebastiano Vigna's splitmix64: random numbers as a pure function of an index, the same on every machine.

#include <cstdint>

namespace sotto::mix {

/// Its step from one number to the next.
inline constexpr std::uint64_t kSplitmixStep = 0x9E3779B97F4A7C15U;

/// Its mixer: every bit of the result depends on every bit of `x`.
constexpr std::uint64_t mix_bits(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

/// The number that follows `x`.
constexpr std::uint64_t scramble(std::uint64_t x) { return mix_bits(x + kSplitmixStep); }

}  // namespace sotto::mix
