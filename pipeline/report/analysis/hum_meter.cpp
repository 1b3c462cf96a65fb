#include "report/analysis/hum_meter.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <utility>

#include "report/analysis/median.h"
#include "report/analysis/power_level.h"
#include "shared/fourier.h"

namespace sotto::analysis {

namespace {

constexpr std::size_t kWindow = 4096;  ///< 1.5 s

}  // namespace

HumMeter::HumMeter(ThunderStrokes thunder) : thunder_(std::move(thunder)), power_(kWindow / 2 + 1) {}

void HumMeter::add(std::span<const float> sound) {
  std::vector<float> window(kWindow);
  for (std::size_t i = 0; i < kWindow; ++i) {
    window[i] = static_cast<float>(0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i) / kWindow));
  }
  Fourier fourier(kWindow);
  for (std::size_t first = 0; first + kWindow <= sound.size(); first += kWindow / 2) {
    const std::size_t from = (heard_ + first) * kSlowFactor;
    if (thunder_.rolls(static_cast<std::int64_t>(from), static_cast<std::int64_t>(from + kWindow * kSlowFactor)))
      continue;
    for (std::size_t i = 0; i < kWindow; ++i) fourier.samples()[i] = sound[first + i] * window[i];
    fourier.forward();
    for (std::size_t k = 0; k < power_.size(); ++k) {
      power_[k] += static_cast<double>(std::norm(fourier.bins()[k]));
    }
    ++windows_;
  }
  heard_ += sound.size();
}

Hum HumMeter::hum() const {
  constexpr double kBin = kSlowRate.value / static_cast<double>(kWindow);
  constexpr std::size_t kFewest = 7;  ///< 6 s
  Hum strongest;
  if (windows_ < kFewest) return strongest;
  for (const double line : {50.0, 100.0, 150.0, 60.0, 120.0, 180.0}) {
    const auto middle = static_cast<std::size_t>(std::lround(line / kBin));
    const auto near = static_cast<std::size_t>(1.5 / kBin);
    const auto far = static_cast<std::size_t>(12 / kBin);
    const double here = *std::max_element(power_.begin() + static_cast<std::ptrdiff_t>(middle - near),
                                          power_.begin() + static_cast<std::ptrdiff_t>(middle + near + 1));
    std::vector<double> beside;
    for (std::size_t k = middle - far; k <= middle + far; ++k) {
      if (k + 2 * near < middle || k > middle + 2 * near) beside.push_back(power_[k]);
    }
    const Decibels over{power_level(here) - power_level(median(beside))};
    if (over.value > strongest.over.value) strongest = {over, {line}};
  }
  return strongest;
}

}  // namespace sotto::analysis
