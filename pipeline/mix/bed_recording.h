#pragma once

/// A user's recording as an endless bed: played again and again from different places, crossfaded.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "shared/progress.h"
#include "shared/sound_file.h"
#include "shared/units.h"

namespace sotto::mix {

/// A shorter recording is refused, as it leaves no room for crossfades; of a longer one only the beginning is used.
inline constexpr Seconds kShortestRecording{4};
inline constexpr Seconds kLongestRecording{600};

/// Version of `prepare_recording`'s output: raise it with every change of it.
inline constexpr int kRecordingVersion = 2;

/// Makes of a sound file (mono or stereo, 8 to 192 kHz) what `Recording` plays: stereo at
/// kMasterRate, as loud as rain is (kRainLoudness). Returns what is wrong with the file; empty when it is good, and
/// then `prepared` was written. Streams. Throws MachineFailure when `prepared` cannot be written, Interrupted.
std::string prepare_recording(const std::filesystem::path& source, const std::filesystem::path& prepared,
                              const StopFlag& stop);

/// The name of the prepared sound of a file: the hash of its bytes and of how it is prepared. Throws MachineFailure.
std::string recording_content(const std::filesystem::path& source);
/// The folder of prepared recordings in a cache; and the file of one of them in that folder.
std::filesystem::path recordings_in(const std::filesystem::path& cache);
std::filesystem::path prepared_recording(const std::filesystem::path& recordings, const std::string& content);

/// Start, length and crossfade of each pass are random, so that there is no audible period. A pure function of seed and
/// frame; memory does not grow with the recording.
class BedRecording {
 public:
  /// Throws MachineFailure.
  BedRecording(const std::filesystem::path& prepared, int seed);

  /// The frames from `first` (>= 0) on; both spans have the same length. Cheapest when called in order.
  void render(std::int64_t first, std::span<float> left, std::span<float> right);

 private:
  /// One pass: what of the recording is heard from which frame on.
  struct Pass {
    std::int64_t begin = 0;   ///< frame at which it begins to come in
    std::int64_t fade = 0;    ///< frames until it has come in, and the one before it is gone
    std::int64_t offset = 0;  ///< frame of the recording at which it begins
  };
  std::int64_t begin_of(std::int64_t number) const;
  std::int64_t fade_of(std::int64_t number) const;
  Pass pass(std::int64_t number) const;
  void add(std::int64_t number, std::int64_t first, std::span<float> left, std::span<float> right);

  SoundReader reader_;
  std::uint64_t seed_;
  std::int64_t longest_fade_;
  std::int64_t jitter_;
  std::int64_t stride_;
  std::int64_t position_ = 0;  ///< of the reader
  std::vector<float> buffer_;
};

}  // namespace sotto::mix
