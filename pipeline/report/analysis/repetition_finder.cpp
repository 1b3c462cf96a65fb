// A loop is found by the bed's autocorrelation: noise is never like itself again. The bed is first brought to an even
// level and an even spectrum, so that neither a gust nor the rumble counts for more than its length.

#include "report/analysis/repetition_finder.h"

#include <algorithm>
#include <cmath>

#include "report/analysis/hum_meter.h"
#include "shared/fourier.h"

namespace sotto::analysis {

void RepetitionFinder::add(std::vector<float> sound) {
  constexpr float kMemory = 1.0F / 512;
  constexpr Seconds kShortest{0.25};
  float before = 0;
  float average = 1e-4F;
  for (float& sample : sound) {
    const float x = sample - 0.95F * before;
    before = sample;
    average += kMemory * (std::fabs(x) - average);
    sample = std::clamp(x / std::max(average, 1e-6F), -3.0F, 3.0F);
  }
  const std::vector<float> alike = autocorrelation(sound);
  const auto from = static_cast<std::size_t>(kShortest.value * kSlowRate.value);
  for (std::size_t lag = from; lag < alike.size(); ++lag) {
    const Seconds repeated{static_cast<double>(alike[lag]) * static_cast<double>(sound.size()) / kSlowRate.value};
    if (repeated.value <= longest_.length.value) continue;
    longest_ = {repeated, {static_cast<double>(lag) / kSlowRate.value}};
  }
}

}  // namespace sotto::analysis
