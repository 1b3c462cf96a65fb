#include "publish/level_meter.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <numeric>

#include "shared/simd.h"

namespace sotto::publish {

namespace {

/// -200 dBFS: the level of a file of zeros.
constexpr double kLeastPower = 1e-20;

/// Adds each square to the sum whose turn it is, beginning with that of the sample number `first`.
void add_squares(std::span<const float> samples, std::size_t first, std::array<double, 4>& sums) {
  std::size_t i = 0;
  const auto add_one = [&] {
    const auto sample = static_cast<double>(samples[i]);
    sums[(first + i) % 4] += sample * sample;
    ++i;
  };
  while (i < samples.size() && (first + i) % 4 != 0) add_one();
  std::array<Doubles2, 2> pairs;
  std::memcpy(pairs.data(), sums.data(), sizeof pairs);
  for (; i + 4 <= samples.size(); i += 4) {
    const Doubles2 low{samples[i], samples[i + 1]};
    const Doubles2 high{samples[i + 2], samples[i + 3]};
    pairs[0] += low * low;
    pairs[1] += high * high;
  }
  std::memcpy(sums.data(), pairs.data(), sizeof pairs);
  while (i < samples.size()) add_one();
}

double total(const std::array<double, 4>& sums) { return (sums[0] + sums[1]) + (sums[2] + sums[3]); }

Decibels level_of(double power) { return {10 * std::log10(std::max(power, kLeastPower))}; }

}  // namespace

LevelMeter::LevelMeter(std::size_t channels, Hertz rate)
    : channels_(channels), rate_(rate), window_frames_(static_cast<std::size_t>(frames({0.01}, rate))) {}

void LevelMeter::add(std::span<const float> samples) {
  assert(samples.size() % channels_ == 0);
  const std::size_t total = samples.size() / channels_;
  for (std::size_t done = 0; done < total;) {
    const std::size_t count = std::min(total - done, window_frames_ - filled_);
    add_squares(samples.subspan(done * channels_, count * channels_), filled_ * channels_, power_);
    done += count;
    filled_ += count;
    if (filled_ == window_frames_) window_is_full();
  }
}

void LevelMeter::window_is_full() {
  const double power = total(power_);
  const double mean = power / static_cast<double>(window_frames_ * channels_);
  if (mean > std::pow(10.0, kSound.value / 10)) {
    if (first_sound_ < 0) first_sound_ = windows_;
    last_sound_ = windows_;
  }
  latest_[static_cast<std::size_t>(windows_) % kWindowsOfFloor] = mean;
  ++windows_;
  all_ += power;
  power_ = {};
  filled_ = 0;
  if (windows_ < static_cast<std::int64_t>(kWindowsOfFloor)) return;
  // Summed from scratch each time: a running sum would keep the rounding errors of loud windows.
  const double sum = std::accumulate(latest_.begin(), latest_.end(), 0.0);
  if (quietest_ < 0 || sum < quietest_) quietest_ = sum;
}

MasterLevels LevelMeter::levels() const {
  const std::int64_t length = windows_ * static_cast<std::int64_t>(window_frames_) + static_cast<std::int64_t>(filled_);
  MasterLevels levels;
  if (length == 0) return levels;
  levels.rms = level_of((all_ + total(power_)) / static_cast<double>(length * static_cast<std::int64_t>(channels_)));
  levels.floor = quietest_ < 0 ? levels.rms : level_of(quietest_ / static_cast<double>(kWindowsOfFloor));
  const auto step = static_cast<std::int64_t>(window_frames_);
  levels.head = seconds(first_sound_ < 0 ? length : first_sound_ * step, rate_);
  levels.tail = seconds(last_sound_ < 0 ? length : length - (last_sound_ + 1) * step, rate_);
  return levels;
}

}  // namespace sotto::publish
