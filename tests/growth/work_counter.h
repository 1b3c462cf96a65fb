#pragma once

/// How much work a piece of the program does, counted so that every run and machine counts the same.

#include <cstdint>

namespace sotto::growth {

/// `steps`: basic blocks of the sources that are compiled with -fsanitize-coverage=trace-pc (tests/CMakeLists.txt says
/// which), and the bytes that memcpy, memmove, memset, memcmp and memchr touch, sixteen a step, whoever calls them.
/// `bytes`: what operator new was asked for.
struct Work {
  std::uint64_t steps = 0;
  std::uint64_t bytes = 0;
};

/// Since the program began.
Work work_done();

/// Of a call.
template <typename Call>
Work work_of(const Call& call) {
  const Work before = work_done();
  call();
  const Work after = work_done();
  return {after.steps - before.steps, after.bytes - before.bytes};
}

}  // namespace sotto::growth
