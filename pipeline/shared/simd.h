#pragma once

/// Vector types (SIMD): arithmetic on them is bit for bit the same as on each element alone, on every machine. The
/// compiler splits a vector that is wider than the processor's registers.
///
/// Used where it pays: by itself the compiler vectorises only the simplest loops.

#include <array>
#include <cstdint>
#include <cstring>

/// Before a function: it is compiled a second time for processors whose registers hold eight numbers. Not under the
/// sanitizers: which of the two is called is decided before their runtime has started.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__)
#define SOTTO_VECTOR_CLONES [[gnu::target_clones("default", "avx2")]]
#else
#define SOTTO_VECTOR_CLONES
#endif

namespace sotto {

using Floats4 = float __attribute__((vector_size(16)));
using Floats8 = float __attribute__((vector_size(32)));
using Doubles2 = double __attribute__((vector_size(16)));
using Words4 = std::uint32_t __attribute__((vector_size(16)));
using Ints4 = std::int32_t __attribute__((vector_size(16)));

using Words8 = std::uint32_t __attribute__((vector_size(32)));
using Ints8 = std::int32_t __attribute__((vector_size(32)));
using Shorts8 = std::int16_t __attribute__((vector_size(16)));

inline Floats4 all(float value) { return Floats4{value, value, value, value}; }

/// From memory, and to it, at any address.
inline Floats4 load(const float* from) {
  Floats4 lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}
inline void store(Floats4 lanes, float* to) { std::memcpy(to, &lanes, sizeof lanes); }

/// Row i becomes what was lane i of all rows.
inline void transpose(std::array<Floats4, 4>& rows) {
  const Floats4 low01 = __builtin_shufflevector(rows[0], rows[1], 0, 4, 1, 5);
  const Floats4 low23 = __builtin_shufflevector(rows[2], rows[3], 0, 4, 1, 5);
  const Floats4 high01 = __builtin_shufflevector(rows[0], rows[1], 2, 6, 3, 7);
  const Floats4 high23 = __builtin_shufflevector(rows[2], rows[3], 2, 6, 3, 7);
  rows[0] = __builtin_shufflevector(low01, low23, 0, 1, 4, 5);
  rows[1] = __builtin_shufflevector(low01, low23, 2, 3, 6, 7);
  rows[2] = __builtin_shufflevector(high01, high23, 0, 1, 4, 5);
  rows[3] = __builtin_shufflevector(high01, high23, 2, 3, 6, 7);
}

}  // namespace sotto
