#pragma once

/// Sounds whose peaks lie between their samples, and two meters that find them; libebur128 is the judge.

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <span>
#include <vector>

#include "publish/true_peak.h"
#include "shared/audio.h"
#include "support/signals.h"

namespace sotto::publish {

/// dBTP of a stereo sound by libebur128.
inline double reference_peak(const std::vector<float>& stereo) {
  const auto release = [](ebur128_state* state) { ebur128_destroy(&state); };
  const std::unique_ptr<ebur128_state, decltype(release)> meter(
      ebur128_init(2, 44100, static_cast<int>(EBUR128_MODE_TRUE_PEAK)), release);
  auto padded = stereo;
  padded.resize(padded.size() + 200);
  ebur128_add_frames_float(meter.get(), padded.data(), padded.size() / 2);
  double left = 0;
  double right = 0;
  ebur128_true_peak(meter.get(), 0, &left);
  ebur128_true_peak(meter.get(), 1, &right);
  return decibels(std::max(left, right)).value;
}

/// The same by our meter, in blocks of so many frames.
inline double measured_peak(const std::vector<float>& stereo, std::size_t block = 4096) {
  TruePeakMeter meter(2);
  for (std::size_t i = 0; i < stereo.size(); i += 2 * block) {
    meter.add(std::span(stereo).subspan(i, std::min(2 * block, stereo.size() - i)));
  }
  meter.finish();
  return decibels(static_cast<double>(meter.peak())).value;
}

/// A quarter of the rate, sampled half-way between its crests and zeros: the samples are 3.01 dB below the peak.
inline std::vector<float> hidden_crests(double amplitude, std::size_t frames) {
  return testing::sine({11025}, amplitude, frames, kMasterRate, std::numbers::pi / 4);
}

/// Eases a sound in and out, so that its ends are no clicks.
inline std::vector<float> eased(std::vector<float> samples) {
  for (std::size_t i = 0; i < 400; ++i) {
    const auto gain = static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * static_cast<double>(i) / 400));
    samples[i] *= gain;
    samples[samples.size() - 1 - i] *= gain;
  }
  return samples;
}

}  // namespace sotto::publish
