#pragma once

/// What a voice is known by: how its pitch is spread, and the mean shape of its spectrum.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "shared/units.h"

namespace sotto::analysis {

/// Counts over 20 ms frames that are not silent. Features of several takes are joined by adding.
struct VoiceFeatures {
  static constexpr double kLowest = 55;  ///< Hz
  static constexpr std::size_t kStepsAnOctave = 24;
  static constexpr std::size_t kPitches = 4 * kStepsAnOctave;  ///< up to 880 Hz
  static constexpr std::size_t kCepstra = 12;

  std::size_t frames = 0;
  std::size_t voiced = 0;
  std::array<std::uint32_t, kPitches> pitches{};  ///< of the voiced frames
  std::array<double, kCepstra> cepstra{};         ///< sums of mel-frequency cepstral coefficients 1 to 12, in dB
  double centroid = 0;                            ///< sum of the spectral centroids, in Hz

  void join(const VoiceFeatures& other);
  /// Takes out what was joined.
  void part(const VoiceFeatures& other);
  double voiced_share() const { return frames > 0 ? static_cast<double>(voiced) / static_cast<double>(frames) : 0; }
  /// A quantile of the fundamental; nothing where the voice is hardly ever voiced.
  std::optional<Hertz> pitch(double quantile = 0.5) const;
  std::optional<Hertz> mean_centroid() const;
  Seconds speech() const { return {static_cast<double>(frames) * 0.02}; }
};

/// The features of a take, mono at `rate`. They are measured at 22.05 kHz, whatever the rate, so that voices of several
/// engines can be compared. Throws MachineFailure when the take cannot be resampled to that.
VoiceFeatures voice_features(std::span<const std::int16_t> take, Hertz rate);

/// Whether a frame of sound (at least 46 ms at 11025 Hz) is voiced, and how high. The normalised square difference of
/// McLeod and Wyvill ("A smarter way to find pitch", 2005).
struct Pitch {
  Hertz frequency;
  double clarity = 0;  ///< 1: wholly periodic
};
inline constexpr Hertz kPitchRate{11025};
inline constexpr std::size_t kPitchFrame = 512;
inline constexpr double kVoicedClarity = 0.6;
class PitchFinder {
 public:
  PitchFinder();
  ~PitchFinder();
  PitchFinder(const PitchFinder&) = delete;
  PitchFinder& operator=(const PitchFinder&) = delete;
  /// kPitchFrame samples at kPitchRate; nothing where there is no sound.
  std::optional<Pitch> find(std::span<const float> frame);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Two voices' distance. A just noticeable step of the pitch of a voice, from one utterance to another, is about 2
/// semitones; of its timbre, about 3 dB of cepstral distance. Both are counted in such steps and added as squares.
struct VoiceFeatureDistance {
  double pitch = 0;     ///< semitones: the earth mover's distance of the two spreads; 0 where one is unvoiced
  double timbre = 0;    ///< dB
  double distance = 0;  ///< steps
};
VoiceFeatureDistance distance(const VoiceFeatures& a, const VoiceFeatures& b);

}  // namespace sotto::analysis
