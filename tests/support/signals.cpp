#include "support/signals.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "shared/fourier.h"
#include "shared/sound_file.h"

namespace sotto::testing {

namespace {

constexpr double kTurn = 2 * std::numbers::pi;

/// The power at a frequency, normalised so that a sine of amplitude a gives a^2.
double goertzel(std::span<const float> samples, Hertz frequency, Hertz rate) {
  const double step = kTurn * frequency.value / rate.value;
  const auto length = static_cast<double>(samples.size());
  double real = 0;
  double imaginary = 0;
  double weight = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto t = static_cast<double>(i);
    const double window = 0.5 - 0.5 * std::cos(kTurn * (t + 0.5) / length);
    real += window * samples[i] * std::cos(step * t);
    imaginary += window * samples[i] * std::sin(step * t);
    weight += window;
  }
  return 4 * (real * real + imaginary * imaginary) / (weight * weight);
}

}  // namespace

std::vector<float> sine(Hertz frequency, double amplitude, std::size_t frames, Hertz rate, double phase) {
  std::vector<float> samples(frames);
  for (std::size_t i = 0; i < frames; ++i) {
    samples[i] =
        static_cast<float>(amplitude * std::sin(kTurn * frequency.value * static_cast<double>(i) / rate.value + phase));
  }
  return samples;
}

std::vector<float> noise(double amplitude, std::size_t frames, std::uint64_t seed) {
  std::vector<float> samples(frames);
  std::uint64_t state = seed * 0x9E3779B97F4A7C15U + 1;
  for (float& sample : samples) {
    // Knuth's multiplier for a linear congruential generator of 64 bits; the high bits are good.
    state = state * 6364136223846793005U + 1442695040888963407U;
    sample = static_cast<float>(amplitude * (static_cast<double>(state >> 40U) / 8388608.0 - 1));
  }
  return samples;
}

std::vector<float> interleaved(std::span<const float> left, std::span<const float> right) {
  std::vector<float> stereo;
  for (std::size_t i = 0; i < left.size(); ++i) {
    stereo.push_back(left[i]);
    stereo.push_back(right[i]);
  }
  return stereo;
}

std::vector<float> channel(std::span<const float> stereo, std::size_t which) {
  std::vector<float> one;
  for (std::size_t i = which; i < stereo.size(); i += 2) one.push_back(stereo[i]);
  return one;
}

std::vector<int> samples_in(const std::filesystem::path& file) {
  SoundReader reader(file);
  std::vector<float> read(static_cast<std::size_t>(reader.frames() * reader.channels()));
  reader.read(read);
  std::vector<int> samples;
  for (const float x : read) samples.push_back(static_cast<int>(x * 32768));
  return samples;
}

double amplitude_at(std::span<const float> samples, Hertz frequency, Hertz rate) {
  return std::sqrt(goertzel(samples, frequency, rate));
}

double power_density(std::span<const float> samples, Hertz from, Hertz to, Hertz rate) {
  constexpr std::size_t kFrames = 4096;
  Fourier fourier(kFrames);
  const auto bin_of = [&](Hertz frequency) {
    return static_cast<std::size_t>(std::lround(frequency.value / rate.value * static_cast<double>(kFrames)));
  };
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t first = 0; first + kFrames <= samples.size(); first += kFrames) {
    const auto window = fourier.samples();
    for (std::size_t i = 0; i < kFrames; ++i) {
      window[i] = static_cast<float>((0.5 - 0.5 * std::cos(kTurn * (static_cast<double>(i) + 0.5) / kFrames)) *
                                     static_cast<double>(samples[first + i]));
    }
    fourier.forward();
    for (std::size_t bin = bin_of(from); bin <= bin_of(to); ++bin) {
      sum += static_cast<double>(std::norm(fourier.bins()[bin]));
      ++count;
    }
  }
  constexpr double kWeight = kFrames / 2.0;  // of the window
  return 4 * sum / (kWeight * kWeight) / static_cast<double>(count);
}

double rms(std::span<const float> samples) {
  double sum = 0;
  for (const float x : samples) sum += static_cast<double>(x) * x;
  return std::sqrt(sum / static_cast<double>(samples.size()));
}

double correlation(std::span<const float> a, std::span<const float> b) {
  const auto n = static_cast<double>(a.size());
  double sum_a = 0;
  double sum_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum_a += a[i];
    sum_b += b[i];
  }
  double ab = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = a[i] - sum_a / n;
    const double y = b[i] - sum_b / n;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / std::sqrt(aa * bb);
}

std::size_t Playback::read(std::span<float> out) {
  const std::size_t count = std::min(out.size(), samples_.size() - position_);
  std::copy_n(samples_.begin() + static_cast<std::ptrdiff_t>(position_), count, out.begin());
  position_ += count;
  return count / static_cast<std::size_t>(channels_);
}

}  // namespace sotto::testing
