#include "report/analysis/take_gains.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "report/analysis/median.h"
#include "shared/audio.h"

namespace sotto::analysis {

namespace {

constexpr std::size_t kBlock = 441;  ///< 10 ms

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) /
         static_cast<double>(std::max<std::size_t>(values.size(), 1));
}

}  // namespace

TakeGains measure_gains(const Sound& master, const Sound& voice) {
  constexpr double kWeak = 1e-3;  ///< of the mean power: what is weaker says nothing of the gain
  const std::size_t blocks = (voice.frames() + kBlock - 1) / kBlock;
  TakeGains gains;
  gains.both.resize(blocks);
  gains.power.resize(blocks);
  for (std::size_t c = 0; c < 2; ++c) {
    std::vector<double> cross(blocks);
    std::vector<double> power(blocks);
    for (std::size_t b = 0; b < blocks; ++b) {
      const std::size_t from = b * kBlock;
      const std::size_t to = std::min(from + kBlock, voice.frames());
      cross[b] = product(master.channels[c], voice.channels[c], from, to);
      power[b] = product(voice.channels[c], voice.channels[c], from, to);
    }
    const double mean = mean_of(power);
    std::vector<double> strong;
    for (std::size_t b = 0; b < blocks; ++b) {
      if (power[b] > mean) strong.push_back(cross[b] / power[b]);
    }
    gains.usual[c] = std::max(median(strong), 0.0);
    gains.channels[c].resize(blocks);
    for (std::size_t b = 0; b < blocks; ++b) {
      gains.channels[c][b] = power[b] > kWeak * mean && power[b] > 0
                                 ? std::clamp(cross[b] / power[b], 0.0, 2 * gains.usual[c])
                                 : gains.usual[c];
    }
  }
  const std::vector<float> master_sum = master.mono();
  const std::vector<float> voice_sum = voice.mono();
  for (std::size_t b = 0; b < blocks; ++b) {
    const std::size_t from = b * kBlock;
    const std::size_t to = std::min(from + kBlock, voice.frames());
    gains.power[b] = product(voice_sum, voice_sum, from, to);
    gains.both[b] = gains.power[b] > 0 ? product(master_sum, voice_sum, from, to) / gains.power[b] : 0;
  }
  return gains;
}

double usual_gain(const TakeGains& gains) {
  const double mean = mean_of(gains.power);
  std::vector<double> strong;
  for (std::size_t b = 0; b < gains.power.size(); ++b) {
    if (gains.power[b] > mean) strong.push_back(gains.both[b]);
  }
  return std::max(median(std::move(strong)), 0.0);
}

MissingSpeech find_missing(const TakeGains& gains, double usual) {
  constexpr double kDue = 1e-2;      ///< of the mean power
  constexpr double kAudible = 0.25;  ///< of the usual gain
  const double mean = mean_of(gains.power);
  MissingSpeech longest;
  std::size_t first = 0;
  std::size_t run = 0;
  for (std::size_t b = 0; b < gains.power.size(); ++b) {
    if (gains.power[b] < kDue * mean) continue;
    if (gains.both[b] >= kAudible * usual) {
      run = 0;
      continue;
    }
    if (run == 0) first = b;
    run = b + 1 - first;
    const Seconds length = seconds(static_cast<std::int64_t>(run * kBlock), kMasterRate);
    if (length.value <= longest.length.value) continue;
    longest = {seconds(static_cast<std::int64_t>(first * kBlock), kMasterRate), length};
  }
  return longest;
}

void take_out(Sound& master, Sound& voice, const TakeGains& gains) {
  for (std::size_t c = 0; c < 2; ++c) {
    const std::vector<double>& steps = gains.channels[c];
    auto& m = master.channels[c];
    auto& v = voice.channels[c];
    for (std::size_t i = 0; i < v.size(); ++i) {
      // From the middle of one block to the middle of the next, without a step.
      const double at = (static_cast<double>(i) + 0.5) / kBlock - 0.5;
      const double low = std::clamp(std::floor(at), 0.0, static_cast<double>(steps.size() - 1));
      const auto a = static_cast<std::size_t>(low);
      const std::size_t b = std::min(a + 1, steps.size() - 1);
      const double part = std::clamp(at - low, 0.0, 1.0);
      v[i] *= static_cast<float>(steps[a] + (steps[b] - steps[a]) * part);
      m[i] -= v[i];
    }
  }
}

}  // namespace sotto::analysis
