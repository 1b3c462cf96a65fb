// De-essing. The treble is cut out by a first-order high-pass, so that what is left when it is turned down is a plain
// first-order low-pass and no gain in between makes a bump. Whether it is too loud is judged behind a second such
// filter: vowels then lie 25 dB lower, and only s, sh, t and their like get over the threshold.
//
// Compression. The power is smoothed over 15 ms forwards and then backwards, which has no delay: the gain is already
// down where a syllable begins. The knee is 6 dB wide (a parabola), and there is no make-up gain: voices are levelled
// after the chain.
//
// Tremor. Two slow movements, of 5.2 and 3.4 Hz, as voices tremble (J. Kreiman and D. Sidtis, "Foundations of Voice
// Studies", 2011, give 4 to 7 Hz for tremor).

#include "mix/dynamics.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sotto::mix {

namespace {

constexpr double kSilent = 1e-12;
/// The share of the level over the de-esser's threshold that is taken off: a ratio of 4.
constexpr double kDeEssShare = 0.75;
/// The highest frequency of a filter, as a share of the rate.
constexpr double kHighestCorner = 0.49;
constexpr Seconds kSmoothing{0.015};
constexpr double kKnee = 6;  ///< dB

double level_of(double power) { return 10 * std::log10(power + kSilent); }

/// How far a level is over the threshold, with a soft knee round it.
double excess_over(double level) {
  if (level <= -kKnee / 2) return 0;
  if (level >= kKnee / 2) return level;
  const double into = level + kKnee / 2;
  return into * into / (2 * kKnee);
}

}  // namespace

void Dynamics::run(std::span<float> samples, Hertz rate, const cast::DeEss& de_ess, const cast::Compression& compress,
                   Decibels tremor) {
  rate_ = rate.value;
  const bool idle = de_ess.most.value <= 0 && compress.ratio <= 1 && tremor.value <= 0;
  if (idle || samples.empty()) return;
  // A first-order high-pass near half the rate lets nothing through.
  measure(samples, {std::min(de_ess.frequency.value, kHighestCorner * rate_)});
  find_gains(de_ess, compress, tremor);
  apply(samples);
}

void Dynamics::measure(std::span<const float> samples, Hertz treble) {
  const std::size_t blocks = (samples.size() + kBlock - 1) / kBlock;
  power_.assign(blocks, 0);
  treble_power_.assign(blocks, 0);
  treble_.resize(samples.size());
  const double warped = std::tan(std::numbers::pi * treble.value / rate_);
  const auto forward = static_cast<float>(1 / (1 + warped));
  const auto back = static_cast<float>((1 - warped) / (1 + warped));
  float before = 0;
  float once = 0;
  float twice = 0;
  for (std::size_t b = 0; b < blocks; ++b) {
    const std::size_t first = b * kBlock;
    const std::size_t end = std::min(first + kBlock, samples.size());
    float sum = 0;
    float treble_sum = 0;
    for (std::size_t i = first; i < end; ++i) {
      const float x = samples[i];
      const float y = forward * (x - before) + back * once;
      twice = forward * (y - once) + back * twice;
      before = x;
      once = y;
      treble_[i] = y;
      sum += x * x;
      treble_sum += twice * twice;
    }
    const auto count = static_cast<double>(end - first);
    power_[b] = static_cast<double>(sum) / count;
    treble_power_[b] = static_cast<double>(treble_sum) / count;
  }
}

double Dynamics::speech_power() const {
  const auto mean_over = [&](double least) {
    double sum = 0;
    std::size_t count = 0;
    for (const double power : power_) {
      if (power < least) continue;
      sum += power;
      ++count;
    }
    return count == 0 ? 0 : sum / static_cast<double>(count);
  };
  return mean_over(mean_over(0) / 100);
}

void Dynamics::find_gains(const cast::DeEss& de_ess, const cast::Compression& compress, Decibels tremor) {
  const std::size_t blocks = power_.size();
  const double reference = level_of(speech_power());
  const double block_seconds = static_cast<double>(kBlock) / rate_;
  const double step = 1 - std::exp(-block_seconds / kSmoothing.value);
  smooth_ = power_;
  for (std::size_t b = 1; b < blocks; ++b) smooth_[b] = smooth_[b - 1] + step * (smooth_[b] - smooth_[b - 1]);
  for (std::size_t b = blocks - 1; b-- > 0;) smooth_[b] = smooth_[b + 1] + step * (smooth_[b] - smooth_[b + 1]);

  gain_.resize(blocks);
  treble_gain_.resize(blocks);
  const double share = 1 - 1 / compress.ratio;
  for (std::size_t b = 0; b < blocks; ++b) {
    const double over = excess_over(level_of(smooth_[b]) - reference - compress.threshold.value);
    const double time = static_cast<double>(b) * block_seconds * 2 * std::numbers::pi;
    const double tremble = 0.7 * std::sin(5.2 * time) + 0.3 * std::sin(3.4 * time + 1);
    gain_[b] = static_cast<float>(amplitude(Decibels{tremor.value * tremble - share * over}));
    const double treble_over = level_of(treble_power_[b]) - reference - de_ess.threshold.value;
    const double taken = std::clamp(kDeEssShare * treble_over, 0.0, de_ess.most.value);
    treble_gain_[b] = static_cast<float>(amplitude(Decibels{-taken}) - 1);
  }
}

/// Gains go in straight lines from the middle between two blocks to the next.
void Dynamics::apply(std::span<float> samples) const {
  const std::size_t blocks = power_.size();
  const auto border = [&](const std::vector<float>& gains, std::size_t b) {
    return b == 0 ? gains[0] : b == blocks ? gains[blocks - 1] : 0.5F * (gains[b - 1] + gains[b]);
  };
  constexpr float kPart = 1.0F / static_cast<float>(kBlock);
  for (std::size_t b = 0; b < blocks; ++b) {
    const std::size_t first = b * kBlock;
    const std::size_t count = std::min(kBlock, samples.size() - first);
    const float gain = border(gain_, b);
    const float gain_step = (border(gain_, b + 1) - gain) * kPart;
    const float treble = border(treble_gain_, b);
    const float treble_step = (border(treble_gain_, b + 1) - treble) * kPart;
    float* sound = samples.data() + first;
    const float* high = treble_.data() + first;
    for (std::size_t i = 0; i < count; ++i) {
      const auto t = static_cast<float>(i);
      sound[i] = (sound[i] + (treble + treble_step * t) * high[i]) * (gain + gain_step * t);
    }
  }
}

}  // namespace sotto::mix
