#pragma once

/// Four numbers at a time, in one vector register of every machine that Sotto runs on (SSE2, NEON): plain arithmetic on
/// them is the same, bit for bit, as on each alone.

#include <cstdint>

namespace sotto {

using Floats4 = float __attribute__((vector_size(16)));
using Words4 = std::uint32_t __attribute__((vector_size(16)));
using Ints4 = std::int32_t __attribute__((vector_size(16)));

inline Floats4 all(float value) { return Floats4{value, value, value, value}; }

}  // namespace sotto
