#pragma once

/// Resampling. Most takes, 22.05 -> 44.1 kHz, go through a polyphase half-band filter; other common ratios have
/// polyphase filters of their own; libsamplerate does all others, and sounds that are streamed. Measured on an hour of
/// speech: the half-band costs a fiftieth of libsamplerate's SINC_FASTEST and has less ripple and deeper stop band
/// (tests/mix/resampler_test.cpp).

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "mix/polyphase.h"
#include "shared/units.h"

namespace sotto::mix {

/// Doubles the sample rate. Linear phase without delay: output frame 2n is input frame n, untouched; between two
/// input frames stands the value that a sound without anything above the old Nyquist frequency has there.
/// Pass band to 0.431 of the old rate (9.5 kHz at 22.05) within 0.001 dB, images 92 dB down.
class HalfBand {
 public:
  /// Input frames on each side that shape one output frame.
  static constexpr std::size_t kReach = 22;

  HalfBand();
  /// The whole of a sound, with silence before and after it; `out` is twice as long as `in`.
  void upsample(std::span<const float> in, std::span<float> out);

 private:
  std::array<float, kReach> taps_;
  std::vector<float> padded_;
};

/// A sound of any length at another rate, block by block.
class StreamResampler {
 public:
  /// Throws MachineFailure when libsamplerate refuses the ratio (beyond 1:256).
  StreamResampler(std::size_t channels, Hertz from, Hertz to);
  ~StreamResampler();
  StreamResampler(const StreamResampler&) = delete;
  StreamResampler& operator=(const StreamResampler&) = delete;

  /// Resamples the next interleaved frames and appends the result to `out`; `last`: the sound ends with them.
  void process(std::span<const float> in, bool last, std::vector<float>& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whole mono sounds at another rate, resampled_frames() of them, the first one for the first: doublings by HalfBand,
/// other ratios of small whole numbers by Polyphase, the rest by libsamplerate. Keeps its filters.
class Resampler {
 public:
  /// Throws MachineFailure when libsamplerate refuses the ratio (beyond 1:256).
  void run(std::span<const float> in, Hertz from, Hertz to, std::vector<float>& out);

 private:
  HalfBand half_band_;
  Polyphase polyphase_;
};

/// The same for one sound.
std::vector<float> resample(std::span<const float> in, Hertz from, Hertz to);
/// The same of 16 bit samples, full scale at +-1.
std::vector<float> resample(std::span<const std::int16_t> in, Hertz from, Hertz to);

}  // namespace sotto::mix
