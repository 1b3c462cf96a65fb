// Most of a sound is so far below its peak that no value between its samples need be computed. Two bounds decide; the
// more expensive one is tried only where the cheaper fails. First, a value is at most the sum of the taps' magnitudes
// times the largest sample (2.3 times; a sound at the Nyquist frequency with the worst phase reaches it). Second,
// between two samples it differs from the straight line by a weighted sum of second differences,
//
//   v = x[0] + m (x[1] - x[0]) + sum e[k] (x[k-1] - 2 x[k] + x[k+1]),   m = sum j t[j],   e'' = t - (1-m, m)
//
// (summation by parts, twice), so by at most sum |e[k]| times the largest second difference: in speech, whose energy is
// at low frequencies, these are small.

#include "publish/true_peak.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace sotto::publish {

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
    double moment = 0;
    for (std::size_t i = 0; i < taps.size(); ++i) {
      taps[i] /= sum;
      taps_[phase][i] = static_cast<float>(taps[i]);
      most += std::fabs(taps_[phase][i]);
      moment += (static_cast<double>(i) - static_cast<double>(kReach - 1)) * taps[i];
    }
    most_ = std::max(most_, most);
    taps[kReach - 1] -= 1 - moment;
    taps[kReach] -= moment;
    double slope = 0;
    double weight = 0;
    double bend = 0;
    for (const double rest : taps) {
      slope += rest;
      weight += slope;
      bend += std::fabs(weight);
    }
    bend_ = std::max(bend_, static_cast<float>(bend));
  }
}

void Interpolator::peaks(const float* group, std::array<float, kPeakGroup>& peaks) const {
  // Values of neighbouring samples are computed together, so that each tap is loaded once for all of them.
  constexpr std::size_t kTogether = 16;
  for (std::size_t start = 0; start < kPeakGroup; start += kTogether) {
    std::array<float, kTogether> highest;
    for (std::size_t j = 0; j < kTogether; ++j) highest[j] = std::fabs(group[start + j]);
    const float* first = group + start - (kReach - 1);
    for (const auto& taps : taps_) {
      std::array<float, kTogether> values{};
      for (std::size_t i = 0; i < taps.size(); ++i) {
        for (std::size_t j = 0; j < kTogether; ++j) values[j] += taps[i] * first[i + j];
      }
      for (std::size_t j = 0; j < kTogether; ++j) {
        const float magnitude = std::fabs(values[j]);
        highest[j] = highest[j] < magnitude ? magnitude : highest[j];
      }
    }
    std::copy(highest.begin(), highest.end(), peaks.begin() + static_cast<std::ptrdiff_t>(start));
  }
}

bool Interpolator::may_exceed(float limit, const float* group, float largest) const {
  constexpr float kRounding = 1.0001F;  // of sums of 24 floats
  if (kRounding * most_ * largest <= limit) return false;
  if (kRounding * largest > limit) return true;
  constexpr std::size_t kStride = 16;
  static_assert(kStride > kReach && kPeakGroup > kStride);
  std::array<float, kStride> sharpest{};
  for (const float* x = group - kStride; x < group + kPeakGroup + kStride; x += kStride) {
    const float* before = x - 1;
    for (std::size_t j = 0; j < kStride; ++j) {
      const float bend = std::fabs((x[j + 1] - x[j]) - (x[j] - before[j]));
      sharpest[j] = sharpest[j] < bend ? bend : sharpest[j];
    }
  }
  return kRounding * (largest + bend_ * *std::max_element(sharpest.begin(), sharpest.end())) > limit;
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
    const float largest_here = *std::max_element(channel.largest.begin(), channel.largest.end());
    if (interpolator_.may_exceed(peak_, samples + kPeakGroup, largest_here)) {
      std::array<float, kPeakGroup> peaks;
      interpolator_.peaks(samples + kPeakGroup, peaks);
      peak_ = std::max(peak_, *std::max_element(peaks.begin(), peaks.end()));
    }
    std::copy(samples + kPeakGroup, samples + kGroups * kPeakGroup, samples);
  }
}

}  // namespace sotto::publish
