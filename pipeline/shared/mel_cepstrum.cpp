#include "shared/mel_cepstrum.h"

#include <cmath>
#include <numbers>

namespace sotto {

namespace {

double mel(double hertz) { return 2595 * std::log10(1 + hertz / 700); }

/// What a band without any power has.
constexpr float kLeastPower = 1e-9F;

}  // namespace

MelCepstrum::MelCepstrum(const Shape& shape)
    : filters_(shape.bands), cosines_(shape.count, std::vector<double>(shape.bands)) {
  const auto bands = static_cast<double>(shape.bands);
  const double low = mel(shape.low.value);
  const double step = (mel(shape.high.value) - low) / (bands + 1);
  for (std::size_t f = 0; f < shape.bands; ++f) {
    const double centre = low + step * static_cast<double>(f + 1);
    for (std::size_t k = 1; k <= shape.transform / 2; ++k) {
      const double at = mel(static_cast<double>(k) * shape.rate.value / static_cast<double>(shape.transform));
      const double weight = 1 - std::fabs(at - centre) / step;
      if (weight > 0) filters_[f].emplace_back(k, static_cast<float>(weight));
    }
  }
  for (std::size_t c = 0; c < shape.count; ++c) {
    for (std::size_t f = 0; f < shape.bands; ++f) {
      cosines_[c][f] =
          std::cos(std::numbers::pi * static_cast<double>(shape.first + c) * (static_cast<double>(f) + 0.5) / bands) *
          std::sqrt(2.0 / bands);
    }
  }
}

void MelCepstrum::band_levels(std::span<const float> powers, std::span<double> levels) const {
  for (std::size_t f = 0; f < filters_.size(); ++f) {
    float power = kLeastPower;
    for (const auto& [bin, weight] : filters_[f]) power += powers[bin] * weight;
    levels[f] = 10 * std::log10(static_cast<double>(power));
  }
}

void MelCepstrum::coefficients(std::span<const double> levels, std::span<double> coefficients) const {
  for (std::size_t c = 0; c < cosines_.size(); ++c) {
    coefficients[c] = 0;
    for (std::size_t f = 0; f < levels.size(); ++f) coefficients[c] += levels[f] * cosines_[c][f];
  }
}

std::vector<float> hann_window(std::size_t size) {
  std::vector<float> window(size);
  for (std::size_t i = 0; i < size; ++i) {
    window[i] = static_cast<float>(
        0.5 - 0.5 * std::cos(2 * std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(size)));
  }
  return window;
}

}  // namespace sotto
