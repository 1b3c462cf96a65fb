#pragma once

/// Second-order filters of the tone chain, as Robert Bristow-Johnson's "Audio EQ Cookbook" gives them: an analogue
/// prototype through the bilinear transform, with the frequency warped so that it falls where it was asked for.
///
///   H(z) = (b0 + b1 z^-1 + b2 z^-2) / (1 + a1 z^-1 + a2 z^-2)

#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>

#include "shared/units.h"

namespace sotto::mix {

struct Biquad {
  double b0 = 1;
  double b1 = 0;
  double b2 = 0;
  double a1 = 0;
  double a2 = 0;
  bool operator==(const Biquad&) const = default;
};

/// The quality of a second-order Butterworth filter, and of shelves as steep as they get without overshoot.
inline constexpr double kButterworth = 1 / std::numbers::sqrt2;

namespace rbj {

/// What all designs share: the angle of the frequency, and its bandwidth.
struct Corner {
  Corner(Hertz frequency, double q, Hertz rate)
      : cosine(std::cos(2 * std::numbers::pi * frequency.value / rate.value)),
        alpha(std::sin(2 * std::numbers::pi * frequency.value / rate.value) / (2 * q)) {}
  double cosine;
  double alpha;
};

inline Biquad normalised(double b0, double b1, double b2, double a0, double a1, double a2) {
  return {b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0};
}

}  // namespace rbj

/// -3 dB at `frequency` with the Butterworth quality, 12 dB an octave below.
inline Biquad high_pass(Hertz frequency, Hertz rate, double q = kButterworth) {
  const rbj::Corner c(frequency, q, rate);
  const double side = (1 + c.cosine) / 2;
  return rbj::normalised(side, -2 * side, side, 1 + c.alpha, -2 * c.cosine, 1 - c.alpha);
}

/// -3 dB at `frequency` with the Butterworth quality, -6 dB with 0.5 (two equal first-order filters), 12 dB an octave
/// above.
inline Biquad low_pass(Hertz frequency, Hertz rate, double q = kButterworth) {
  const rbj::Corner c(frequency, q, rate);
  const double side = (1 - c.cosine) / 2;
  return rbj::normalised(side, 2 * side, side, 1 + c.alpha, -2 * c.cosine, 1 - c.alpha);
}

/// `gain` at `frequency`, nothing far from it.
inline Biquad bell(Hertz frequency, Decibels gain, double q, Hertz rate) {
  const rbj::Corner c(frequency, q, rate);
  const double a = std::sqrt(amplitude(gain));
  return rbj::normalised(1 + c.alpha * a, -2 * c.cosine, 1 - c.alpha * a, 1 + c.alpha / a, -2 * c.cosine,
                         1 - c.alpha / a);
}

/// `gain` far below `frequency`, half of it there, nothing far above.
inline Biquad low_shelf(Hertz frequency, Decibels gain, Hertz rate) {
  const rbj::Corner c(frequency, kButterworth, rate);
  const double a = std::sqrt(amplitude(gain));
  const double slope = 2 * std::sqrt(a) * c.alpha;
  return rbj::normalised(a * ((a + 1) - (a - 1) * c.cosine + slope), 2 * a * ((a - 1) - (a + 1) * c.cosine),
                         a * ((a + 1) - (a - 1) * c.cosine - slope), (a + 1) + (a - 1) * c.cosine + slope,
                         -2 * ((a - 1) + (a + 1) * c.cosine), (a + 1) + (a - 1) * c.cosine - slope);
}

/// `gain` far above `frequency`, half of it there, nothing far below.
inline Biquad high_shelf(Hertz frequency, Decibels gain, Hertz rate) {
  const rbj::Corner c(frequency, kButterworth, rate);
  const double a = std::sqrt(amplitude(gain));
  const double slope = 2 * std::sqrt(a) * c.alpha;
  return rbj::normalised(a * ((a + 1) + (a - 1) * c.cosine + slope), -2 * a * ((a - 1) + (a + 1) * c.cosine),
                         a * ((a + 1) + (a - 1) * c.cosine - slope), (a + 1) - (a - 1) * c.cosine + slope,
                         2 * ((a - 1) - (a + 1) * c.cosine), (a + 1) - (a - 1) * c.cosine - slope);
}

/// Up to `kMost` filters in a row, transposed direct form II, states in double: a high-pass at 80 Hz has poles so near
/// to 1 that single precision would add audible noise. Which filters there are is fixed at run time, how many is fixed
/// in the inner loop, so that the sections of neighbouring samples overlap in the processor instead of waiting for each
/// other.
class BiquadCascade {
 public:
  static constexpr std::size_t kMost = 8;

  void add(const Biquad& section) {
    assert(count_ < kMost);
    sections_[count_++] = section;
  }
  void reset() { states_ = {}; }
  void run(std::span<float> samples) { run_exactly<kMost>(samples); }

 private:
  struct State {
    double first = 0;
    double second = 0;
  };

  template <std::size_t Count>
  void run_exactly(std::span<float> samples) {
    if constexpr (Count > 0) {
      if (count_ < Count) return run_exactly<Count - 1>(samples);
      const auto sections = sections_;
      auto states = states_;
      for (float& sample : samples) {
        double x = sample;
        for (std::size_t i = 0; i < Count; ++i) {
          const Biquad& f = sections[i];
          State& s = states[i];
          const double y = f.b0 * x + s.first;
          // What waits for y comes last: the next sample waits for it.
          s.first = (f.b1 * x + s.second) - f.a1 * y;
          s.second = f.b2 * x - f.a2 * y;
          x = y;
        }
        sample = static_cast<float>(x);
      }
      states_ = states;
    }
  }

  std::array<Biquad, kMost> sections_;
  std::array<State, kMost> states_;
  std::size_t count_ = 0;
};

}  // namespace sotto::mix
