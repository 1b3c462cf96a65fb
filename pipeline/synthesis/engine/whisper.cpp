// Linear prediction (Makhoul, "Linear prediction: a tutorial review", 1975): of each frame, the all-pole filter that
// shapes its spectrum and the power of what excites it are found, and the filter is excited with white noise instead.
// Frames overlap by half under Hann windows, which add up to one.

#include "synthesis/engine/whisper.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "shared/mel_cepstrum.h"

namespace sotto::engine {

namespace {

constexpr double kHopSeconds = 0.01;
constexpr double kPreEmphasis = 0.9;
/// Of the pre-emphasis, so much is taken back: a whisper's spectrum falls less than a voice's.
constexpr double kDeEmphasis = 0.5;
/// White noise under each frame, against filters that ring.
constexpr double kFloor = 1e-3;
/// A filter has found its state after so many of its own lengths.
constexpr std::size_t kWarmUp = 8;
constexpr double kHighest = 32000;

/// Uniform noise of unit power, a pure function of the place.
double noise(std::size_t place) {
  std::uint64_t x = place * 0x9E3779B97F4A7C15ULL + 0x2545F4914F6CDD1DULL;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  x ^= x >> 31U;
  const double uniform = static_cast<double>(x >> 11U) / 9007199254740992.0;  // 2^53
  return (2 * uniform - 1) * std::sqrt(3.0);
}

/// The filter 1 / (1 + a1 z^-1 + ...) and the power of its excitation a sample.
struct Prediction {
  std::vector<double> filter;  ///< a1, a2 ...
  double power = 0;
};

/// Levinson and Durbin's recursion.
Prediction predict(const std::vector<double>& frame, std::size_t order) {
  std::vector<double> likeness(order + 1);
  for (std::size_t lag = 0; lag <= order; ++lag) {
    for (std::size_t i = lag; i < frame.size(); ++i) likeness[lag] += frame[i] * frame[i - lag];
  }
  Prediction found{std::vector<double>(order), likeness[0] * (1 + kFloor)};
  if (likeness[0] <= 0) return {std::vector<double>(order), 0};
  std::vector<double>& a = found.filter;
  for (std::size_t i = 0; i < order; ++i) {
    double reflection = likeness[i + 1];
    for (std::size_t j = 0; j < i; ++j) reflection += a[j] * likeness[i - j];
    reflection /= -found.power;
    std::vector<double> next = a;
    next[i] = reflection;
    for (std::size_t j = 0; j < i; ++j) next[j] += reflection * a[i - 1 - j];
    a = std::move(next);
    found.power *= 1 - reflection * reflection;
  }
  return found;
}

double power_of(const std::vector<double>& sound) {
  double sum = 0;
  for (const double x : sound) sum += x * x;
  return sum;
}

}  // namespace

void whisper(std::span<std::int16_t> speech, Hertz rate) {
  const auto hop = static_cast<std::size_t>(kHopSeconds * rate.value);
  const std::size_t length = 2 * hop;
  const auto order = static_cast<std::size_t>(rate.value / 1000) + 2;
  if (speech.size() < length) return;
  std::vector<double> sound(speech.size());
  for (std::size_t i = 0; i < speech.size(); ++i) {
    sound[i] = speech[i] - (i > 0 ? kPreEmphasis * speech[i - 1] : 0);
  }
  const std::vector<float> window = hann_window(length);
  double window_power = 0;
  for (const float weight : window) window_power += static_cast<double>(weight) * static_cast<double>(weight);

  std::vector<double> breath(speech.size());
  std::vector<double> frame(length);
  const std::size_t warm_up = kWarmUp * order;
  std::vector<double> excited(warm_up + length);
  for (std::size_t begin = 0; begin + length <= speech.size(); begin += hop) {
    for (std::size_t i = 0; i < length; ++i) frame[i] = sound[begin + i] * static_cast<double>(window[i]);
    const Prediction prediction = predict(frame, order);
    const double gain = std::sqrt(prediction.power / window_power);
    for (std::size_t i = 0; i < excited.size(); ++i) {
      excited[i] = gain * noise(begin + i);
      for (std::size_t k = 0; k < std::min(order, i); ++k) excited[i] -= prediction.filter[k] * excited[i - 1 - k];
    }
    for (std::size_t i = 0; i < length; ++i) breath[begin + i] += excited[warm_up + i] * static_cast<double>(window[i]);
  }
  for (std::size_t i = 1; i < breath.size(); ++i) breath[i] += kDeEmphasis * breath[i - 1];

  double loud = 0;
  for (const std::int16_t x : speech) loud += static_cast<double>(x) * x;
  const double peak = std::fabs(
      *std::max_element(breath.begin(), breath.end(), [](double a, double b) { return std::fabs(a) < std::fabs(b); }));
  const double power = power_of(breath);
  if (power <= 0) return;
  const double scale = std::min(std::sqrt(loud / power), kHighest / peak);
  for (std::size_t i = 0; i < speech.size(); ++i) speech[i] = static_cast<std::int16_t>(std::lround(breath[i] * scale));
}

}  // namespace sotto::engine
