#include "report/analysis/speech_level.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "shared/audio.h"
#include "shared/loudness.h"

namespace sotto::analysis {

std::optional<Lufs> speech_level(const Sound& voice, std::size_t frames) {
  constexpr std::size_t kStep = 4410;
  LoudnessMeter meter(2, kMasterRate);
  std::vector<float> step(2 * kStep);
  for (std::size_t from = 0; from < std::min(frames, voice.frames()); from += kStep) {
    for (std::size_t i = 0; i < kStep; ++i) {
      for (std::size_t c = 0; c < 2; ++c) {
        step[2 * i + c] = from + i < std::min(frames, voice.frames()) ? voice.channels[c][from + i] : 0;
      }
    }
    meter.add(step);
  }
  const std::vector<double> powers = meter.powers(1);
  const double loudest = powers.empty() ? 0 : *std::max_element(powers.begin(), powers.end());
  if (loudest <= 0) return std::nullopt;
  double sum = 0;
  double count = 0;
  for (const double power : powers) {
    const double under = 10 * std::log10(loudest / std::max(power, 1e-20));
    const double counts = std::clamp((12 - under) / 4, 0.0, 1.0);
    sum += counts * power;
    count += counts;
  }
  return loudness_of(sum / count);
}

}  // namespace sotto::analysis
