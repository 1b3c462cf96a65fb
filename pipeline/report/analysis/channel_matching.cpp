#include "report/analysis/channel_matching.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sotto::analysis {

double product(const std::vector<float>& a, const std::vector<float>& b, std::size_t from, std::size_t to) {
  double sum = 0;
  for (std::size_t i = from; i < to; ++i) sum += static_cast<double>(a[i] * b[i]);
  return sum;
}

void put_right(Sound& sound, const Channels& channels) {
  if (channels.swapped) std::swap(sound.channels[0], sound.channels[1]);
  for (std::size_t c = 0; c < 2; ++c) {
    if (!channels.inverted[c]) continue;
    for (float& x : sound.channels[c]) x = -x;
  }
}

Channels ChannelMatcher::hear(const Sound& master, const Sound& voice) {
  constexpr double kAside = 1e-3;   ///< of a take's power, what its channels differ by: less has no side
  constexpr double kSilent = 1e-3;  ///< of the other channel's power: it has no side either
  constexpr double kThere = 0.03;   ///< of the other channel's power, a voice in a channel that it should be heard in
  constexpr double kSame = 0.01;    ///< of what a take's channels should differ by
  const std::size_t end = voice.frames();
  std::array<double, 2> mine{};
  std::array<double, 2> its{};
  std::array<std::array<double, 2>, 2> both{};
  for (std::size_t c = 0; c < 2; ++c) {
    mine[c] = product(master.channels[c], master.channels[c], 0, end);
    its[c] = product(voice.channels[c], voice.channels[c], 0, end);
    for (std::size_t v = 0; v < 2; ++v) both[c][v] = product(master.channels[c], voice.channels[v], 0, end);
  }
  const double voice_power = its[0] + its[1];
  const double straight = std::fabs(both[0][0]) + std::fabs(both[1][1]);
  const double across = std::fabs(both[1][0]) + std::fabs(both[0][1]);
  if (voice_power <= 0 || std::max(straight, across) <= kLike * std::sqrt((mine[0] + mine[1]) * voice_power))
    return now_;
  const double loudest = std::max(mine[0], mine[1]);
  for (std::size_t c = 0; c < 2; ++c) now_.missing[c] = mine[c] < kSilent * loudest && its[c] > kThere * its[1 - c];
  const double difference = voice_power - 2 * product(voice.channels[0], voice.channels[1], 0, end);
  if (difference > kAside * voice_power && std::min(mine[0], mine[1]) > kSilent * loudest) {
    const double heard = mine[0] + mine[1] - 2 * product(master.channels[0], master.channels[1], 0, end);
    now_.folded = stereo_ && heard < kSame * difference / voice_power * (mine[0] + mine[1]);
    // Of a take on its own side, `straight` is more than `across` by the difference at the gain that the take has.
    across_ += across - straight;
    apart_ += difference * std::max(straight, across) / voice_power;
  }
  now_.swapped = across_ > apart_ / 2;
  for (std::size_t v = 0; v < 2; ++v) {
    const std::size_t c = now_.swapped ? 1 - v : v;
    now_.inverted[v] = both[c][v] < -kLike * std::sqrt(mine[c] * its[v]);
  }
  return now_;
}

}  // namespace sotto::analysis
