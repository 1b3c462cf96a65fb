#include "growth/work_counter.h"

#include <cstddef>
#include <cstdlib>
#include <new>

// The compiler calls __sanitizer_cov_trace_pc at each basic block of the instrumented sources. What the C library does
// for them is counted by functions of the same name: those of the program come before those of shared libraries, also
// for the libraries' own calls, such as std::string::find's. AddressSanitizer needs its own; then these are not
// counted.

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SOTTO_COUNTS_MEMORY 1
#else
#define SOTTO_COUNTS_MEMORY 0
#endif

namespace {

std::uint64_t steps = 0;
std::uint64_t bytes = 0;

}  // namespace

namespace sotto::growth {

Work work_done() { return {steps, bytes}; }

}  // namespace sotto::growth

extern "C" void __sanitizer_cov_trace_pc() { ++steps; }  // NOLINT(bugprone-reserved-identifier)

#if SOTTO_COUNTS_MEMORY

namespace {

void count_touched(std::size_t size) { steps += 1 + size / 16; }

}  // namespace

extern "C" {

void* memcpy(void* to, const void* from, std::size_t size) {
  count_touched(size);
  auto* target = static_cast<unsigned char*>(to);
  const auto* source = static_cast<const unsigned char*>(from);
  for (std::size_t i = 0; i < size; ++i) target[i] = source[i];
  return to;
}

void* memmove(void* to, const void* from, std::size_t size) {
  count_touched(size);
  auto* target = static_cast<unsigned char*>(to);
  const auto* source = static_cast<const unsigned char*>(from);
  if (target <= source) {
    for (std::size_t i = 0; i < size; ++i) target[i] = source[i];
  } else {
    for (std::size_t i = size; i-- > 0;) target[i] = source[i];
  }
  return to;
}

void* memset(void* to, int value, std::size_t size) {
  count_touched(size);
  auto* target = static_cast<unsigned char*>(to);
  for (std::size_t i = 0; i < size; ++i) target[i] = static_cast<unsigned char>(value);
  return to;
}

int memcmp(const void* a, const void* b, std::size_t size) {
  const auto* left = static_cast<const unsigned char*>(a);
  const auto* right = static_cast<const unsigned char*>(b);
  std::size_t i = 0;
  while (i < size && left[i] == right[i]) ++i;
  count_touched(i);
  return i == size ? 0 : left[i] - right[i];
}

void* memchr(const void* in, int value, std::size_t size) {
  const auto* bytes_in = static_cast<const unsigned char*>(in);
  std::size_t i = 0;
  while (i < size && bytes_in[i] != static_cast<unsigned char>(value)) ++i;
  count_touched(i);
  return i == size ? nullptr : const_cast<unsigned char*>(bytes_in + i);
}

}  // extern "C"

void* operator new(std::size_t size) {
  bytes += size;
  if (void* const memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

#endif
