// The K-weighting is given in BS.1770-4 as two biquads for 48 kHz. For other rates the analogue filters behind them are
// needed; their parameters are those that B. De Man found ("Evaluation of implementations of the EBU R128 loudness
// measurement", 2014): a shelf of +4 dB above 1682 Hz for the head, and a high-pass at 38 Hz.

#include "shared/loudness.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>

namespace sotto {

namespace {

constexpr std::size_t kMomentarySteps = 4;   ///< 400 ms
constexpr std::size_t kShortTermSteps = 30;  ///< 3 s
constexpr std::size_t kShortTermHop = 10;    ///< 1 s, the overlap of two thirds that Tech 3342 asks for

double power_of(Lufs loudness) { return std::pow(10.0, (loudness.value + 0.691) / 10); }

double mean(const std::vector<double>& powers) {
  return std::accumulate(powers.begin(), powers.end(), 0.0) / static_cast<double>(powers.size());
}

/// Removes what does not reach the gate.
void gate(std::vector<double>& powers, double least) {
  powers.erase(std::remove_if(powers.begin(), powers.end(), [&](double p) { return p < least; }), powers.end());
}

}  // namespace

Lufs loudness_of(double power) { return {-0.691 + 10 * std::log10(power)}; }

LoudnessMeter::LoudnessMeter(int channels, Hertz rate)
    : channels_(static_cast<std::size_t>(channels)),
      step_frames_(static_cast<std::size_t>(std::lround(rate.value / 10))) {
  assert(channels == 1 || channels == 2);
  {
    constexpr double kFrequency = 1681.974450955533;
    constexpr double kGain = 3.999843853973347;
    constexpr double kQuality = 0.7071752369554196;
    const double k = std::tan(std::numbers::pi * kFrequency / rate.value);
    const double high = std::pow(10.0, kGain / 20);
    const double middle = std::pow(high, 0.4996667741545416);
    const double a0 = 1 + k / kQuality + k * k;
    shelf_ = {(high + middle * k / kQuality + k * k) / a0, 2 * (k * k - high) / a0,
              (high - middle * k / kQuality + k * k) / a0, 2 * (k * k - 1) / a0, (1 - k / kQuality + k * k) / a0};
  }
  {
    constexpr double kFrequency = 38.13547087602444;
    constexpr double kQuality = 0.5003270373238773;
    const double k = std::tan(std::numbers::pi * kFrequency / rate.value);
    const double a0 = 1 + k / kQuality + k * k;
    high_pass_ = {1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / kQuality + k * k) / a0};
  }
}

template <std::size_t Channels>
void LoudnessMeter::filter(const float* samples, std::size_t count) {
  Filter shelf = shelf_;
  Filter high_pass = high_pass_;
  Stereo sum = sum_;
  for (std::size_t i = 0; i < count; ++i) {
    Stereo x;
    if constexpr (Channels == 2) {
      x = Stereo{samples[2 * i], samples[2 * i + 1]};
    } else {
      x = Stereo{samples[i], 0};
    }
    // Each filter waits for its own last value only: that comes in last.
    const Stereo y =
        ((shelf.b0 * x + shelf.b1 * shelf.x1 + shelf.b2 * shelf.x2) - shelf.a2 * shelf.y2) - shelf.a1 * shelf.y1;
    const Stereo z =
        ((y - 2 * high_pass.x1 + high_pass.x2) - high_pass.a2 * high_pass.y2) - high_pass.a1 * high_pass.y1;
    shelf.move_on(x, y);
    high_pass.move_on(y, z);
    sum += z * z;
  }
  shelf_ = shelf;
  high_pass_ = high_pass;
  sum_ = sum;
}

void LoudnessMeter::add(std::span<const float> samples) {
  assert(samples.size() % channels_ == 0);
  const std::size_t total = samples.size() / channels_;
  for (std::size_t done = 0; done < total;) {
    const std::size_t count = std::min(total - done, step_frames_ - filled_);
    if (channels_ == 2) {
      filter<2>(samples.data() + 2 * done, count);
    } else {
      filter<1>(samples.data() + done, count);
    }
    done += count;
    filled_ += count;
    if (filled_ == step_frames_) step_is_full();
  }
}

void LoudnessMeter::step_is_full() {
  steps_.push_back((sum_[0] + sum_[1]) / static_cast<double>(step_frames_));
  sum_ = Stereo{};
  filled_ = 0;
  // In silence the filters' memory would fade into numbers that the processor is slow with.
  for (Filter* filter : {&shelf_, &high_pass_}) {
    for (Stereo* state : {&filter->x1, &filter->x2, &filter->y1, &filter->y2}) {
      for (int c = 0; c < 2; ++c) {
        if (std::fabs((*state)[c]) < 1e-30) (*state)[c] = 0;
      }
    }
  }
}

std::vector<double> LoudnessMeter::windows(std::size_t steps, std::size_t hop) const {
  std::vector<double> powers;
  for (std::size_t first = 0; first + steps <= steps_.size(); first += hop) {
    const auto begin = steps_.begin() + static_cast<std::ptrdiff_t>(first);
    powers.push_back(std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(steps), 0.0) /
                     static_cast<double>(steps));
  }
  return powers;
}

std::optional<Lufs> LoudnessMeter::integrated() const {
  std::vector<double> powers = windows(kMomentarySteps, 1);
  gate(powers, power_of({-70}));
  if (powers.empty()) return std::nullopt;
  gate(powers, mean(powers) / 10);
  return loudness_of(mean(powers));
}

Decibels LoudnessMeter::range() const {
  std::vector<double> powers = windows(kShortTermSteps, kShortTermHop);
  gate(powers, power_of({-70}));
  if (powers.empty()) return {0};
  gate(powers, mean(powers) / 100);
  std::sort(powers.begin(), powers.end());
  const auto percentile = [&](double share) {
    return powers[static_cast<std::size_t>(std::lround(share * static_cast<double>(powers.size() - 1)))];
  };
  return loudness_of(percentile(0.95)) - loudness_of(percentile(0.10));
}

}  // namespace sotto
