#include "mix/room_tone.h"

#include <array>
#include <cassert>
#include <cstddef>

#include "mix/splitmix.h"
#include "shared/audio.h"

namespace sotto::mix {

namespace {

/// White noise is duller when four neighbours are averaged: 3 dB down at 5 kHz, as a room is.
constexpr std::size_t kAveraged = 4;

struct Pair {
  float left = 0;
  float right = 0;
};

/// Evenly between -1 and 1, each side its own.
Pair noise(std::int64_t frame) {
  constexpr std::uint64_t kSeed = 0x526F6F6D;
  const std::uint64_t bits = scramble(kSeed ^ (static_cast<std::uint64_t>(frame) * kSplitmixStep));
  constexpr float kScale = 1.0F / 2147483648.0F;
  return {static_cast<float>(static_cast<std::int32_t>(bits)) * kScale,
          static_cast<float>(static_cast<std::int32_t>(bits >> 32U)) * kScale};
}

}  // namespace

void room_tone(std::int64_t first, std::span<float> left, std::span<float> right) {
  assert(first >= 0 && left.size() == right.size());
  // Even noise has a power of 1/3; the sum of four, four times that.
  const auto gain = static_cast<float>(amplitude(kRoomTone) * 0.8660254);
  std::array<Pair, kAveraged> last;
  // At places that the frame decides, so that they are added in the same order wherever one begins.
  const auto put = [&](std::int64_t frame) { last[static_cast<std::uint64_t>(frame) % kAveraged] = noise(frame); };
  for (std::int64_t before = kAveraged; before > 0; --before) put(first - before);
  for (std::size_t i = 0; i < left.size(); ++i) {
    put(first + static_cast<std::int64_t>(i));
    left[i] = gain * ((last[0].left + last[1].left) + (last[2].left + last[3].left));
    right[i] = gain * ((last[0].right + last[1].right) + (last[2].right + last[3].right));
  }
}

}  // namespace sotto::mix
