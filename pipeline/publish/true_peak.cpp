#include "publish/true_peak.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace sotto {

namespace {

constexpr std::size_t kGroups = 3;

/// sin(pi t) for the quarters between two whole numbers.
constexpr std::array<double, 3> kSines = {std::numbers::sqrt2 / 2, 1, std::numbers::sqrt2 / 2};

}  // namespace

/// The ideal interpolator, sin(pi t) / (pi t), under Hann's window over its reach; scaled to hand a constant through.
Interpolator::Interpolator() {
  for (std::size_t phase = 0; phase < kBetween; ++phase) {
    std::array<double, 2 * kReach> taps{};
    double sum = 0;
    for (std::size_t i = 0; i < taps.size(); ++i) {
      // From the wanted value back to sample i, in samples.
      const double distance =
          static_cast<double>(kReach - 1) + static_cast<double>(phase + 1) / 4 - static_cast<double>(i);
      // sin(pi (n + q)) is sin(pi q) with the sign of n's parity; the wanted value lies n whole samples and q after i.
      const bool odd = (kReach - 1 + taps.size() - i) % 2 != 0;
      const double sine = odd ? -kSines[phase] : kSines[phase];
      const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * distance / static_cast<double>(kReach));
      taps[i] = sine / (std::numbers::pi * distance) * window;
      sum += taps[i];
    }
    float most = 0;
    for (std::size_t i = 0; i < taps.size(); ++i) {
      taps_[phase][i] = static_cast<float>(taps[i] / sum);
      most += std::fabs(taps_[phase][i]);
    }
    most_ = std::max(most_, most);
  }
}

float Interpolator::peak(const float* sample) const {
  float highest = std::fabs(*sample);
  const float* first = sample - (kReach - 1);
  for (const auto& taps : taps_) {
    float value = 0;
    for (std::size_t i = 0; i < taps.size(); ++i) value += taps[i] * first[i];
    highest = std::max(highest, std::fabs(value));
  }
  return highest;
}

TruePeakMeter::TruePeakMeter(std::size_t channels) : channels_(channels) {
  for (Channel& channel : channels_) channel.samples.resize(kGroups * kPeakGroup);
}

void TruePeakMeter::add(std::span<const float> samples) {
  assert(samples.size() % channels_.size() == 0);
  const std::size_t total = samples.size() / channels_.size();
  for (std::size_t done = 0; done < total;) {
    const std::size_t count = std::min(total - done, kPeakGroup - filled_);
    for (std::size_t c = 0; c < channels_.size(); ++c) {
      float* newest = channels_[c].samples.data() + (kGroups - 1) * kPeakGroup + filled_;
      const float* from = samples.data() + done * channels_.size() + c;
      for (std::size_t i = 0; i < count; ++i) newest[i] = from[i * channels_.size()];
    }
    done += count;
    filled_ += count;
    if (filled_ == kPeakGroup) group_is_full();
  }
}

void TruePeakMeter::finish() {
  const std::vector<float> silence(2 * kPeakGroup * channels_.size());
  add(silence);
}

void TruePeakMeter::group_is_full() {
  filled_ = 0;
  for (Channel& channel : channels_) {
    float* samples = channel.samples.data();
    channel.largest = {channel.largest[1], channel.largest[2], largest(samples + 2 * kPeakGroup)};
    if (interpolator_.most() * *std::max_element(channel.largest.begin(), channel.largest.end()) > peak_) {
      for (std::size_t i = 0; i < kPeakGroup; ++i) {
        peak_ = std::max(peak_, interpolator_.peak(samples + kPeakGroup + i));
      }
    }
    std::copy(samples + kPeakGroup, samples + kGroups * kPeakGroup, samples);
  }
}

}  // namespace sotto
