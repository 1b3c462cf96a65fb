#include "publish/dither.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstring>

#include "shared/simd.h"

namespace sotto::publish {

namespace {

/// A number, or eight of them.
template <typename Words>
[[gnu::always_inline]] inline void scramble(Words& x) {
  x = x * 0x9E3779B9U + 0x7F4A7C15U;
  x = (x ^ (x >> 16U)) * 0x85EBCA6BU;
  x = (x ^ (x >> 13U)) * 0xC2B2AE35U;
  x ^= x >> 16U;
}

constexpr float kScale = 1.0F / 65536.0F;
constexpr std::size_t kLanes = 8;

/// Eight samples, the first of which has this number.
[[gnu::always_inline]] inline void quantise_eight(const float* in, std::uint32_t number, std::int16_t* out) {
  Words8 x = Words8{0, 1, 2, 3, 4, 5, 6, 7} + number;
  scramble(x);
  const Words8 first = x >> 16U;
  const Words8 second = x & 0xFFFFU;
  Floats8 value;
  std::memcpy(&value, in, sizeof value);
  value = value * 32768.0F + __builtin_convertvector((Ints8)first - (Ints8)second, Floats8) * kScale;
  const Floats8 lowest = Floats8{} - 32768.0F;
  const Floats8 highest = Floats8{} + 32767.0F;
  value = value < lowest ? lowest : value;
  value = value > highest ? highest : value;
  // Adding and taking away 1.5 * 2^23 rounds a float of this size to the nearest whole number.
  constexpr float kRounder = 12582912.0F;
  const Shorts8 rounded =
      __builtin_convertvector(__builtin_convertvector((value + kRounder) - kRounder, Ints8), Shorts8);
  std::memcpy(out, &rounded, sizeof rounded);
}

}  // namespace

float triangular_noise(std::uint32_t sample) {
  scramble(sample);
  const auto first = static_cast<std::int32_t>(sample >> 16U);
  const auto second = static_cast<std::int32_t>(sample & 0xFFFFU);
  return static_cast<float>(first - second) * kScale;
}

SOTTO_VECTOR_CLONES
void quantise(std::span<const float> in, std::int64_t first, std::span<std::int16_t> out) {
  assert(in.size() == out.size());
  const auto number = static_cast<std::uint32_t>(first);
  std::size_t i = 0;
  for (; i + kLanes <= in.size(); i += kLanes) {
    quantise_eight(in.data() + i, number + static_cast<std::uint32_t>(i), out.data() + i);
  }
  if (i == in.size()) return;
  float rest[kLanes] = {};
  std::int16_t rest_out[kLanes];
  std::copy(in.begin() + static_cast<std::ptrdiff_t>(i), in.end(), rest);
  quantise_eight(rest, number + static_cast<std::uint32_t>(i), rest_out);
  std::copy_n(rest_out, in.size() - i, out.begin() + static_cast<std::ptrdiff_t>(i));
}

}  // namespace sotto::publish
