// From a distance, mostly the low frequencies of a thunderclap arrive, repeated by echoes. So a stroke is a sum of
// partials from 35 to 900 Hz, closely and irregularly spaced, which together sound like narrow-band noise, under an
// envelope of an onset, a slow decay, and random swellings at knots a third of a second apart; the higher partials set
// in sooner and die away faster. Recordings have 90 % of their power under 430 to 460 Hz; without its upper octaves, a
// small speaker loses all of it. The phases differ between channels: the rumble has no direction. A near stroke begins
// with the clap itself: bursts of noise, one after the other.
//
// A sum of sines has no state; between fixed places of the stroke its partials are turned from frame to frame, so that
// any frame can be computed from the place before it.

#include "mix/thunder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numbers>

#include "mix/splitmix.h"
#include "shared/audio.h"

namespace sotto::mix {

namespace {

constexpr std::size_t kPartials = 64;
constexpr Hertz kLowest{35};
constexpr Hertz kHighest{900};
constexpr Seconds kOnset{0.6};
constexpr Seconds kDecay{2.8};
constexpr Seconds kRoll{0.33};
constexpr Seconds kEnd{2};

/// From so strong a stroke on, it is near.
constexpr double kNear = 0.7;

/// So many frames of a stroke between two places from which its partials are turned.
constexpr std::int64_t kTurn = 256;

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
  return roll * eased((kThunderLength.value - t) / kEnd.value);
}

struct Partial {
  double angle = 0;  ///< a frame
  double left = 0;
  double right = 0;  ///< phases
  double weight = 0;
  double onset = 0;  ///< s
  double fade = 1;   ///< times as fast as the lowest
};

std::array<Partial, kPartials> partials_of(std::uint64_t number) {
  std::array<Partial, kPartials> partials;
  for (std::size_t i = 0; i < kPartials; ++i) {
    const double place = (static_cast<double>(i) + chance(number, 4 * i)) / static_cast<double>(kPartials);
    const double frequency = kLowest.value * std::pow(kHighest.value / kLowest.value, place);
    partials[i] = {2 * std::numbers::pi * frequency / kMasterRate.value,
                   2 * std::numbers::pi * chance(number, 4 * i + 1), 2 * std::numbers::pi * chance(number, 4 * i + 2),
                   std::pow(kLowest.value / frequency, 0.15),
                   // High ones come a little sooner, and are gone after a second or two.
                   kOnset.value * std::pow(kLowest.value / frequency, 0.35), 1 + 0.35 * std::pow(frequency / 150, 0.7)};
  }
  double power = 0;
  for (const Partial& partial : partials) power += partial.weight * partial.weight / 2;
  for (Partial& partial : partials) partial.weight /= std::sqrt(power);
  return partials;
}

/// Of one partial at a time.
double swell(const Partial& partial, double t) {
  return eased(t / partial.onset) * std::exp(-std::max(0.0, t - partial.onset) * partial.fade / kDecay.value);
}

/// The clap of a near stroke: noise in bursts that follow each other.
class Clap {
 public:
  Clap(std::uint64_t number, std::uint64_t side) : number_(number), side_(side) {
    for (std::size_t i = 0; i < bursts_.size(); ++i) {
      bursts_[i] = {0.45 * chance(number, 2000 + i) * static_cast<double>(i) / static_cast<double>(bursts_.size()),
                    0.03 + 0.12 * chance(number, 2100 + i), 0.4 + 0.6 * chance(number, 2200 + i)};
    }
  }

  /// The frames of a turn, the first of which is `place` of the stroke.
  void add(std::int64_t place, std::array<double, kTurn>& sum) const {
    if (static_cast<double>(place) / kMasterRate.value >= kLongest) return;
    std::array<double, kTurn + kAveraged> noise;
    for (std::size_t i = 0; i < noise.size(); ++i) {
      noise[i] = 2 * chance(number_ + side_, 10000 + static_cast<std::uint64_t>(place) + i) - 1;
    }
    for (std::size_t i = 0; i < kTurn; ++i) {
      const double t = static_cast<double>(place + static_cast<std::int64_t>(i)) / kMasterRate.value;
      double averaged = 0;
      for (std::size_t k = 0; k < kAveraged; ++k) averaged += noise[i + k];
      sum[i] += kLoudness * level(t) * averaged;
    }
  }

 private:
  static constexpr double kLongest = 1.2;       ///< s
  static constexpr std::size_t kAveraged = 32;  ///< frames; little is left above 1.5 kHz
  static constexpr double kLoudness = 0.06;     ///< against the rumble
  struct Burst {
    double at = 0;
    double decay = 0;
    double level = 0;
  };

  double level(double t) const {
    double sum = 0;
    for (const Burst& burst : bursts_) {
      if (t < burst.at) continue;
      sum += burst.level * std::exp(-(t - burst.at) / burst.decay) * eased((t - burst.at) / 0.004);
    }
    return sum * eased((kLongest - t) / 0.2);
  }

  std::uint64_t number_;
  std::uint64_t side_;
  std::array<Burst, 9> bursts_;
};

}  // namespace

void add_thunder(std::uint64_t number, std::int64_t begin, float gain, double strength, std::int64_t first,
                 std::span<float> left, std::span<float> right) {
  const std::int64_t from = std::max(first, begin);
  const std::int64_t to =
      std::min(first + static_cast<std::int64_t>(left.size()), begin + frames(kThunderLength, kMasterRate));
  if (from >= to) return;
  const auto partials = partials_of(number);
  const Clap clap_left(number, 0);
  const Clap clap_right(number, 1);
  std::array<double, kTurn> l;
  std::array<double, kTurn> r;
  for (std::int64_t place = (from - begin) / kTurn * kTurn; begin + place < to; place += kTurn) {
    l.fill(0);
    r.fill(0);
    const double t = static_cast<double>(place) / kMasterRate.value;
    for (const Partial& partial : partials) {
      const double here = partial.weight * swell(partial, t);
      const double there = partial.weight * swell(partial, t + kTurn / kMasterRate.value);
      const double slope = (there - here) / kTurn;
      std::complex<double> left_turn = std::polar(1.0, partial.angle * static_cast<double>(place) + partial.left);
      std::complex<double> right_turn = std::polar(1.0, partial.angle * static_cast<double>(place) + partial.right);
      const std::complex<double> step = std::polar(1.0, partial.angle);
      for (std::size_t i = 0; i < kTurn; ++i) {
        const double weight = here + slope * static_cast<double>(i);
        l[i] += weight * left_turn.imag();
        r[i] += weight * right_turn.imag();
        left_turn *= step;
        right_turn *= step;
      }
    }
    for (std::size_t i = 0; i < kTurn; ++i) {
      const double rolls =
          envelope(number, static_cast<double>(place + static_cast<std::int64_t>(i)) / kMasterRate.value);
      l[i] *= rolls;
      r[i] *= rolls;
    }
    if (strength >= kNear) {
      clap_left.add(place, l);
      clap_right.add(place, r);
    }
    for (std::int64_t i = std::max<std::int64_t>(0, from - begin - place); i < kTurn && begin + place + i < to; ++i) {
      const auto at = static_cast<std::size_t>(begin + place + i - first);
      left[at] += gain * static_cast<float>(l[static_cast<std::size_t>(i)]);
      right[at] += gain * static_cast<float>(r[static_cast<std::size_t>(i)]);
    }
  }
}

}  // namespace sotto::mix
