// From a distance, only the lowest frequencies of a thunderclap arrive, repeated by echoes. So a stroke is a sum of
// partials from 35 to 150 Hz, closely and irregularly spaced, which together sound like narrow-band noise, under an
// envelope of an onset, a slow decay, and random swellings at knots a third of a second apart. A sum of sines has no
// state, so any frame can be computed by itself. The phases differ between channels: the rumble has no direction.

#include "mix/thunder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "mix/splitmix.h"
#include "shared/audio.h"

namespace sotto::mix {

namespace {

constexpr std::size_t kPartials = 20;
constexpr Hertz kLowest{35};
constexpr Hertz kHighest{150};
constexpr Seconds kOnset{0.6};
constexpr Seconds kDecay{2.8};
constexpr Seconds kRoll{0.33};
constexpr Seconds kEnd{2};

/// A number from 0 to 1 for each pair.
double chance(std::uint64_t number, std::uint64_t index) {
  const std::uint64_t x = mix_bits(number * kSplitmixStep + index * 0xD1B54A32D192ED03U + 0x632BE59BD9B4E019U);
  return static_cast<double>(x >> 11U) * 0x1p-53;
}

double eased(double t) {
  t = std::clamp(t, 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

double envelope(std::uint64_t number, double t) {
  constexpr std::uint64_t kKnots = 1000;  // an index that no partial has
  const double knot = std::floor(t / kRoll.value);
  const auto index = kKnots + static_cast<std::uint64_t>(knot);
  const double from = chance(number, index);
  const double to = chance(number, index + 1);
  const double roll = 0.35 + 0.65 * (from + (to - from) * eased(t / kRoll.value - knot));
  const double decay = std::exp(-std::max(0.0, t - kOnset.value) / kDecay.value);
  return eased(t / kOnset.value) * decay * roll * eased((kThunderLength.value - t) / kEnd.value);
}

struct Partial {
  double angle = 0;  ///< a frame
  double left = 0;
  double right = 0;  ///< phases
  double weight = 0;
};

std::array<Partial, kPartials> partials_of(std::uint64_t number) {
  std::array<Partial, kPartials> partials;
  for (std::size_t i = 0; i < kPartials; ++i) {
    const double place = (static_cast<double>(i) + chance(number, 4 * i)) / static_cast<double>(kPartials);
    const double frequency = kLowest.value * std::pow(kHighest.value / kLowest.value, place);
    partials[i] = {2 * std::numbers::pi * frequency / kMasterRate.value,
                   2 * std::numbers::pi * chance(number, 4 * i + 1), 2 * std::numbers::pi * chance(number, 4 * i + 2),
                   std::sqrt(kLowest.value / frequency)};
  }
  double power = 0;
  for (const Partial& partial : partials) power += partial.weight * partial.weight / 2;
  for (Partial& partial : partials) partial.weight /= std::sqrt(power);
  return partials;
}

}  // namespace

void add_thunder(std::uint64_t number, std::int64_t begin, float gain, std::int64_t first, std::span<float> left,
                 std::span<float> right) {
  const std::int64_t from = std::max(first, begin);
  const std::int64_t to =
      std::min(first + static_cast<std::int64_t>(left.size()), begin + frames(kThunderLength, kMasterRate));
  if (from >= to) return;
  const auto partials = partials_of(number);
  for (std::int64_t f = from; f < to; ++f) {
    const auto t = static_cast<double>(f - begin);
    double l = 0;
    double r = 0;
    for (const Partial& partial : partials) {
      l += partial.weight * std::sin(partial.angle * t + partial.left);
      r += partial.weight * std::sin(partial.angle * t + partial.right);
    }
    const double level = static_cast<double>(gain) * envelope(number, t / kMasterRate.value);
    left[static_cast<std::size_t>(f - first)] += static_cast<float>(level * l);
    right[static_cast<std::size_t>(f - first)] += static_cast<float>(level * r);
  }
}

}  // namespace sotto::mix
