#pragma once

/// Fewer samples of a sound, for what is asked of its low frequencies alone.

#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <vector>

namespace sotto {

/// Keeps every `factor`-th sample of a low-passed mono sound that comes block by block: Hann-windowed sinc, -6 dB at
/// 0.9 of the new Nyquist frequency. The first output stands for the first input sample.
class Decimator {
 public:
  explicit Decimator(std::size_t factor) : factor_(factor), taps_(kPeriods * factor + 1), pending_(taps_.size() / 2) {
    constexpr double kCorner = 0.9;
    const std::size_t half = taps_.size() / 2;
    const auto middle = static_cast<double>(half);
    float sum = 0;
    for (std::size_t i = 0; i < taps_.size(); ++i) {
      const double at = static_cast<double>(i) - middle;
      const double x = std::numbers::pi * kCorner * at / static_cast<double>(factor);
      const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * at / (middle + 1));
      taps_[i] = static_cast<float>((at == 0 ? 1 : std::sin(x) / x) * window);
      sum += taps_[i];
    }
    for (float& tap : taps_) tap /= sum;
  }

  /// Appends what has become complete to `out`.
  void add(std::span<const float> samples, std::vector<float>& out) {
    pending_.insert(pending_.end(), samples.begin(), samples.end());
    std::size_t first = 0;
    for (; first + taps_.size() <= pending_.size(); first += factor_) {
      float sum = 0;
      for (std::size_t i = 0; i < taps_.size(); ++i) sum += taps_[i] * pending_[first + i];
      out.push_back(sum);
    }
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(first));
  }

 private:
  static constexpr std::size_t kPeriods = 16;
  std::size_t factor_;
  std::vector<float> taps_;
  std::vector<float> pending_;
};

/// The whole of a sound.
inline std::vector<float> decimated(std::span<const float> sound, std::size_t factor) {
  Decimator decimator(factor);
  std::vector<float> out;
  decimator.add(sound, out);
  return out;
}

}  // namespace sotto
