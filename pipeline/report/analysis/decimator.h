#pragma once

/// Fewer samples of a sound, for what is asked of its low frequencies alone.

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <vector>

namespace sotto::analysis {

/// Gives `up` samples for every `down` samples of a mono sound that comes block by block (`up` < `down`), low-passed:
/// Hann-windowed sinc, flat to 0.87 of the new Nyquist frequency and -6 dB there, so that only what is above 0.87 of it
/// is mirrored. Output k stands for the time of input k down / up.
class Decimator {
 public:
  explicit Decimator(std::size_t down, std::size_t up = 1) : down_(down), up_(up) {
    constexpr double kPeriods = 24;
    const double factor = static_cast<double>(down) / static_cast<double>(up);
    const double reach = kPeriods * factor / 2;
    half_ = static_cast<std::size_t>(std::ceil(reach));
    width_ = (2 * half_ + 1 + kTogether - 1) / kTogether * kTogether;
    taps_.resize(up * width_);
    for (std::size_t phase = 0; phase < up; ++phase) {
      const std::span<float> taps = std::span(taps_).subspan(phase * width_, 2 * half_ + 1);
      float sum = 0;
      for (std::size_t i = 0; i < taps.size(); ++i) {
        const double at =
            static_cast<double>(i) - static_cast<double>(half_) - static_cast<double>(phase) / static_cast<double>(up);
        if (std::fabs(at) > reach) continue;
        const double x = std::numbers::pi * at / factor;
        const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * at / (reach + 1));
        taps[i] = static_cast<float>((at == 0 ? 1 : std::sin(x) / x) * window);
        sum += taps[i];
      }
      for (float& tap : taps) tap /= sum;
    }
    restart();
  }

  /// Appends what has become complete to `out`.
  void add(std::span<const float> samples, std::vector<float>& out) {
    pending_.insert(pending_.end(), samples.begin(), samples.end());
    taken_ += samples.size();
    const std::size_t before = out.size();
    std::size_t first = 0;
    while (first + width_ <= pending_.size()) {
      const float* taps = taps_.data() + phase_ * width_;
      const float* sound = pending_.data() + first;
      // Side by side, so that several are multiplied at once.
      std::array<float, kTogether> sums{};
      for (std::size_t i = 0; i < width_; i += kTogether) {
        for (std::size_t j = 0; j < kTogether; ++j) sums[j] += taps[i + j] * sound[i + j];
      }
      float sum = 0;
      for (const float s : sums) sum += s;
      out.push_back(sum);
      phase_ += down_;
      first += phase_ / up_;
      phase_ %= up_;
    }
    given_ += out.size() - before;
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(first));
  }

  /// The sound is over: silence follows. Appends what is left; what comes next is another sound.
  void finish(std::vector<float>& out) {
    const std::size_t wanted = (taken_ * up_ + down_ - 1) / down_ - given_;
    const std::size_t before = out.size();
    add(std::vector<float>(width_ + down_), out);
    out.resize(before + wanted);
    restart();
  }

  /// A sound by itself, whole.
  std::vector<float> whole(std::span<const float> sound) {
    restart();
    std::vector<float> out;
    out.reserve(sound.size() * up_ / down_ + width_ + down_);
    add(sound, out);
    finish(out);
    return out;
  }

 private:
  static constexpr std::size_t kTogether = 8;

  void restart() {
    pending_.assign(half_, 0);
    phase_ = 0;
    taken_ = given_ = 0;
  }

  std::size_t down_;
  std::size_t up_;
  std::size_t half_ = 0;
  std::size_t width_ = 0;    ///< taps of a phase, filled up with zeros
  std::vector<float> taps_;  ///< phase by phase
  std::vector<float> pending_;
  std::size_t phase_ = 0;
  std::size_t taken_ = 0;  ///< samples
  std::size_t given_ = 0;
};

}  // namespace sotto::analysis
