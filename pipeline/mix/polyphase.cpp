// Between the frames of a sound stands what a low-pass of its samples says. At a ratio of whole numbers, up : down, the
// places of the frames out repeat: each stands at one of `up` phases between two frames in, and each phase has its own
// set of coefficients, found once. They are the ideal ones (a sine over its argument, cut off at the lower Nyquist
// frequency) under Kaiser's window of the half-band filter (resampler.cpp), with a longer reach: the rates that come
// here are lower or stand nearer to the master's, and their sounds lose less at the top. The coefficients of each phase
// are scaled to a sum of 1, so that a constant stays one.

#include "mix/polyphase.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>

#include "mix/kaiser.h"
#include "shared/simd.h"

namespace sotto::mix {

namespace {

constexpr double kPolyphaseKaiserBeta = 9.2;

/// Frames of the lower rate, on each side, that shape a frame out: the transition is a tenth of that rate.
constexpr double kReach = 32;

bool is_whole(Hertz rate) { return rate.value >= 1 && rate.value < 1e6 && rate.value == std::floor(rate.value); }

std::pair<int, int> lowest_terms(Hertz from, Hertz to) {
  const auto a = static_cast<int>(to.value);
  const auto b = static_cast<int>(from.value);
  const int common = std::gcd(a, b);
  return {a / common, b / common};
}

}  // namespace

std::size_t resampled_frames(std::size_t frames, Hertz from, Hertz to) {
  return static_cast<std::size_t>(std::ceil(static_cast<double>(frames) * to.value / from.value));
}

bool Polyphase::takes(Hertz from, Hertz to) {
  if (!is_whole(from) || !is_whole(to)) return false;
  const auto [up, down] = lowest_terms(from, to);
  return up <= kMostPhases && down <= kMostPhases;
}

const Polyphase::Filter& Polyphase::filter_for(Hertz from, Hertz to) {
  const auto [up, down] = lowest_terms(from, to);
  Filter& filter = filters_[{up, down}];
  if (!filter.taps.empty()) return filter;
  filter.up = up;
  filter.down = down;
  const double cutoff = std::min(1.0, static_cast<double>(up) / static_cast<double>(down));
  // Even, so that the taps of a phase are a whole number of fours.
  filter.reach = 2 * static_cast<std::size_t>(std::ceil(kReach / cutoff / 2));
  const std::size_t count = 2 * filter.reach;
  filter.taps.resize(static_cast<std::size_t>(up) * count);
  std::vector<double> taps(count);
  for (int phase = 0; phase < up; ++phase) {
    for (std::size_t k = 0; k < count; ++k) {
      const double distance = static_cast<double>(k) + 1 - static_cast<double>(filter.reach) -
                              static_cast<double>(phase) / static_cast<double>(up);
      const double x = std::numbers::pi * distance * cutoff;
      const double ideal = distance == 0 ? 1 : std::sin(x) / x;
      taps[k] = ideal * kaiser_window(distance / static_cast<double>(filter.reach), kPolyphaseKaiserBeta);
    }
    const double sum = std::accumulate(taps.begin(), taps.end(), 0.0);
    std::transform(taps.begin(), taps.end(), filter.taps.begin() + static_cast<std::ptrdiff_t>(phase * count),
                   [&](double tap) { return static_cast<float>(tap / sum); });
  }
  return filter;
}

void Polyphase::run(std::span<const float> in, Hertz from, Hertz to, std::vector<float>& out) {
  assert(takes(from, to));
  const Filter& filter = filter_for(from, to);
  const std::size_t count = 2 * filter.reach;
  padded_.assign(filter.reach - 1, 0.0F);
  padded_.insert(padded_.end(), in.begin(), in.end());
  padded_.resize(padded_.size() + filter.reach + 1);
  out.resize(resampled_frames(in.size(), from, to));
  std::size_t place = 0;
  int phase = 0;
  for (float& frame : out) {
    const float* taps = filter.taps.data() + static_cast<std::size_t>(phase) * count;
    const float* here = padded_.data() + place;
    Floats4 sum{};
    for (std::size_t k = 0; k < count; k += 4) sum += load(taps + k) * load(here + k);
    frame = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    phase += filter.down;
    place += static_cast<std::size_t>(phase / filter.up);
    phase %= filter.up;
  }
}

}  // namespace sotto::mix
