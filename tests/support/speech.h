#pragma once

/// Phonetic measures of a stretch of speech: fundamental, voiced share, brightness, level.

#include <cstdint>
#include <span>
#include <vector>

#include "shared/units.h"

namespace sotto::testing {

struct SpeechFigures {
  double seconds = 0;  ///< of the frames with sound
  double pitch = 0;    ///< median fundamental of the voiced frames, Hz; 0 without any
  double low = 0;      ///< its 10th percentile, Hz
  double high = 0;     ///< its 90th percentile, Hz
  double voiced = 0;   ///< share of the frames with sound that have a fundamental, 0..1
  double tilt = 0;     ///< power above 1.5 kHz against power below in voiced frames, dB: effort raises it
};

/// The fundamental of each frame of 40 ms, one every 20 ms; 0 where there is none. By normalised autocorrelation at
/// about 5.5 kHz, 55 to 500 Hz.
std::vector<double> pitch_track(std::span<const float> samples, Hertz rate);

/// Mean power of each frame of `length`, in dB of full scale (at least -120).
std::vector<double> level_track(std::span<const float> samples, Seconds length, Hertz rate);

/// Frames 40 dB under the loudest one are silence.
SpeechFigures measure_speech(std::span<const float> samples, Hertz rate);

/// 16 bit, as takes are, in -1..1.
std::vector<float> floats(std::span<const std::int16_t> samples);

}  // namespace sotto::testing
