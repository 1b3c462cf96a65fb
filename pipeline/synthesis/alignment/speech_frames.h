#pragma once

/// Speech as what is compared of it: the shape of its spectrum, a hundred times a second.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "shared/units.h"

namespace sotto::alignment {

/// Cepstra 0 to 12 and twice their slopes of each frame, without the sound's mean. Silence at the ends is left out, and
/// of a silence inside no more than kMostSilence frames are kept.
struct SpeechFrames {
  static constexpr std::size_t kCepstra = 13;
  static constexpr std::size_t kDimensions = 2 * kCepstra;
  static constexpr double kRate = 100;  ///< frames a second
  static constexpr std::size_t kMostSilence = 6;

  std::vector<float> values;             ///< kDimensions of each frame
  std::vector<std::uint32_t> positions;  ///< of each frame, its middle in the sound
  std::vector<float> levels;             ///< of each frame, its power in dB of the loudest one's
  double frame_length = 0;               ///< of a frame, in samples of the sound

  std::size_t size() const { return positions.size(); }
  const float* of(std::size_t frame) const { return &values[frame * kDimensions]; }
  /// Where a place of the sound lies among the frames, 0 being the middle of the first.
  double at(double sample) const;
  /// The place of the sound for that.
  double sample(double frame) const;
};

SpeechFrames speech_frames(std::span<const std::int16_t> sound, Hertz rate);

}  // namespace sotto::alignment
