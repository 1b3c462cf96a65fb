#include "support/texture.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numeric>

#include "shared/audio.h"
#include "shared/fourier.h"
#include "support/signals.h"

namespace sotto::testing {

namespace {

constexpr std::size_t kThirds = 21;

double third(std::size_t i) { return 1000 * std::exp2((static_cast<double>(i) - 9) / 3); }

/// A sound's spectrum, from which its bands are taken.
class Spectrum {
 public:
  explicit Spectrum(std::span<const float> samples) : fourier_(samples.size()) {
    std::copy(samples.begin(), samples.end(), fourier_.samples().begin());
    fourier_.forward();
    bins_.assign(fourier_.bins().begin(), fourier_.bins().end());
  }

  /// What lies from one frequency (inclusive) to another; turned by a quarter of a circle: its Hilbert transform.
  std::vector<float> band(Hertz from, Hertz to, bool turned = false) {
    const std::complex<float> turn = turned ? std::complex<float>(0, -1) : std::complex<float>(1, 0);
    for (std::size_t bin = 0; bin < bins_.size(); ++bin) {
      const double frequency = static_cast<double>(bin) * kMasterRate.value / static_cast<double>(fourier_.size());
      fourier_.bins()[bin] = frequency >= from.value && frequency < to.value ? turn * bins_[bin] : 0;
    }
    fourier_.inverse();
    return {fourier_.samples().begin(), fourier_.samples().end()};
  }

  /// Of a band, 400 values a second.
  std::vector<float> envelope(Hertz from, Hertz to) {
    constexpr std::size_t kStep = 110;
    const std::vector<float> real = band(from, to);
    const std::vector<float> imaginary = band(from, to, true);
    std::vector<float> values;
    for (std::size_t first = 0; first + kStep <= real.size(); first += kStep) {
      float sum = 0;
      for (std::size_t i = first; i < first + kStep; ++i) sum += std::hypot(real[i], imaginary[i]);
      values.push_back(sum);
    }
    return values;
  }

 private:
  Fourier fourier_;
  std::vector<std::complex<float>> bins_;
};

}  // namespace

double peaks_a_second(std::span<const float> samples, Decibels over) {
  constexpr std::size_t kStep = 44;  // 1 ms
  const std::vector<float> high = Spectrum(samples).band({3000}, kMasterRate);
  std::vector<double> steps;
  for (std::size_t first = 0; first + kStep <= high.size(); first += kStep) {
    steps.push_back(rms(std::span(high).subspan(first, kStep)));
  }
  std::vector<double> levels;
  for (std::size_t i = 1; i < steps.size(); ++i) levels.push_back((steps[i - 1] + steps[i]) / 2);
  std::vector<double> sorted = levels;
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
  const double limit = sorted[sorted.size() / 2] * amplitude(over);
  constexpr std::size_t kApart = 5;
  std::size_t count = 0;
  std::size_t next = 0;
  for (std::size_t i = 1; i + 1 < levels.size(); ++i) {
    if (i < next || levels[i] <= limit || levels[i] < levels[i - 1] || levels[i] <= levels[i + 1]) continue;
    ++count;
    next = i + kApart + 1;
  }
  return static_cast<double>(count) * kMasterRate.value / static_cast<double>(samples.size());
}

double kurtosis(std::span<const float> samples) {
  double second = 0;
  double fourth = 0;
  for (const float sample : samples) {
    const double square = static_cast<double>(sample) * static_cast<double>(sample);
    second += square;
    fourth += square * square;
  }
  return fourth * static_cast<double>(samples.size()) / (second * second);
}

double adjacent_correlation(std::span<const float> samples) {
  constexpr double kLowest = 200;
  constexpr double kHighest = 12000;
  constexpr int kBands = 18;
  Spectrum spectrum(samples);
  const auto edge = [&](int i) {
    return Hertz{kLowest * std::pow(kHighest / kLowest, static_cast<double>(i) / kBands)};
  };
  std::vector<float> below = spectrum.envelope(edge(0), edge(1));
  double sum = 0;
  for (int i = 1; i < kBands; ++i) {
    std::vector<float> here = spectrum.envelope(edge(i), edge(i + 1));
    sum += correlation(below, here);
    below = std::move(here);
  }
  return sum / (kBands - 1);
}

std::vector<double> third_octaves(std::span<const float> samples) {
  std::vector<double> levels;
  for (std::size_t i = 0; i < kThirds; ++i) {
    const double half = std::exp2(1.0 / 6);
    levels.push_back(10 * std::log10(power_density(samples, {third(i) / half}, {third(i) * half}, kMasterRate)));
  }
  return levels;
}

Decibels apart(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += a[i] - b[i];
    squares += (a[i] - b[i]) * (a[i] - b[i]);
  }
  const double mean = sum / static_cast<double>(a.size());
  return {std::sqrt(squares / static_cast<double>(a.size()) - mean * mean)};
}

double slope(const std::vector<double>& thirds, Hertz from, Hertz to) {
  std::vector<float> octaves;
  std::vector<float> levels;
  for (std::size_t i = 0; i < thirds.size(); ++i) {
    if (third(i) < from.value * 0.99 || third(i) > to.value * 1.01) continue;
    octaves.push_back(static_cast<float>(i) / 3);
    levels.push_back(static_cast<float>(thirds[i]));
  }
  const auto deviation = [](const std::vector<float>& values) {
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    double squares = 0;
    for (const float value : values) squares += (value - mean) * (value - mean);
    return std::sqrt(squares);
  };
  return correlation(octaves, levels) * deviation(levels) / deviation(octaves);
}

double share_above(std::span<const float> samples, Hertz frequency) {
  Fourier fourier(samples.size());
  std::copy(samples.begin(), samples.end(), fourier.samples().begin());
  fourier.forward();
  double above = 0;
  double all = 0;
  for (std::size_t bin = 0; bin < fourier.bins().size(); ++bin) {
    const auto power = static_cast<double>(std::norm(fourier.bins()[bin]));
    all += power;
    if (static_cast<double>(bin) * kMasterRate.value / static_cast<double>(samples.size()) > frequency.value) {
      above += power;
    }
  }
  return above / all;
}

Decibels mono_loss(std::span<const float> left, std::span<const float> right) {
  double both = 0;
  double each = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const auto l = static_cast<double>(left[i]);
    const auto r = static_cast<double>(right[i]);
    both += (l + r) * (l + r) / 2;
    each += l * l + r * r;
  }
  return {-10 * std::log10(both / each)};
}

}  // namespace sotto::testing
