#pragma once

/// The processing of a voice from the engine's samples to the stereo mix: high-pass, bands and shelves, de-essing and
/// compression, resampling to kMasterRate, early reflections of a small room, and pan. There is no state from take to
/// take: a take sounds the same wherever it stands. As much as possible is done at the take's own rate, in mono: at
/// 22.05 kHz, which the half-band filter doubles, a quarter of the work.

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

#include "cast/voice.h"
#include "mix/biquad.h"
#include "mix/dynamics.h"
#include "mix/resampler.h"
#include "shared/audio.h"
#include "synthesis/take.h"

namespace sotto::mix {

/// Planar stereo at kMasterRate.
struct StereoClip {
  std::vector<float> left;
  std::vector<float> right;

  std::size_t frames() const { return left.size(); }
};

/// Constant-power panning: left and right are the cosine and sine of an angle, so that their squares add to 1 and a
/// voice is as loud wherever it stands. The centre is -3 dB on both sides.
struct Pan {
  /// -1 left .. 1 right
  explicit Pan(double position)
      : left(static_cast<float>(std::cos((position + 1) * std::numbers::pi / 4))),
        right(static_cast<float>(std::sin((position + 1) * std::numbers::pi / 4))) {}
  float left;
  float right;
};

/// One echo off a wall.
struct Reflection {
  std::size_t delay = 0;  ///< frames at kMasterRate
  float gain = 0;
};

/// The first echoes of a room of about 3.1 x 4.3 x 2.6 m, speaker and ear off its middle: six a side, between 3.5 and
/// 20 ms, softer the longer their path is. No delay is the same on both sides, which gives width without moving the
/// voice.
struct SmallRoom {
  static constexpr std::size_t kLongest = 887;  ///< frames of the last echo
  static constexpr std::size_t kEchoes = 6;     ///< a side
  static constexpr std::array<Reflection, kEchoes> kLeft = {
      {{157, 0.40F}, {263, 0.33F}, {389, 0.27F}, {521, 0.22F}, {677, 0.18F}, {853, 0.15F}}};
  static constexpr std::array<Reflection, kEchoes> kRight = {
      {{181, 0.40F}, {241, 0.33F}, {431, 0.27F}, {563, 0.22F}, {719, 0.18F}, {887, 0.15F}}};
};

/// One for all voices: its only state is working memory, which would otherwise be as large as the longest take for each
/// voice in each delivery.
class VoiceChain {
 public:
  /// Frames by which a clip is longer than its take: the room's last echo.
  static constexpr std::size_t kTail = SmallRoom::kLongest + 2;

  /// Renders a take for the mix, multiplied by `gain`: master_frames() of it and kTail more, aligned with the take's
  /// first frame. Filters of the tone above what the take's rate holds are left out. Reuses the clip's memory. Throws
  /// MachineFailure when the rate is beyond a 256th or 256 times kMasterRate.
  void render(const cast::Tone& tone, const Pan& pan, const synthesis::Take& take, float gain, StereoClip& clip);

 private:
  void darken();

  Dynamics dynamics_;
  Resampler resampler_;
  std::vector<float> slow_;  ///< the take at its own rate
  std::vector<float> fast_;  ///< at kMasterRate, with kTail frames of silence after it
  std::vector<float> dark_;  ///< what the walls give back, with SmallRoom::kLongest frames of silence before it
};

}  // namespace sotto::mix
