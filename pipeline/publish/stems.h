#pragma once

/// Stems: the two parts of a master as separate files, for further mixing: the voices, and the ambience under them.

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "shared/files.h"
#include "shared/sound_file.h"

namespace sotto::publish {

/// Beside the master: `01-the-mask.voices.wav` and `01-the-mask.ambience.wav`.
struct StemPaths {
  explicit StemPaths(const std::filesystem::path& master);
  std::filesystem::path voices;
  std::filesystem::path ambience;
};

/// Writes both as 16 bit WAV, whatever the master's format. The voices are what the master's gain and its limiter make
/// of them, with dither of their own. The ambience is the master less the voices, in whole steps: so the two add up to
/// the master exactly, and its noise (that of both ditherings, which are independent) is steady, 3 dB over that of one:
/// -93 dBFS.
class StemsWriter {
 public:
  /// Throws MachineFailure, like everything here.
  StemsWriter(const StemPaths& paths, int channels, Hertz rate, const AudioTags& tags);

  /// The voices of the next frames as they go into the limiter, interleaved.
  void queue(std::span<const float> voices);
  /// The next frames of the master as it stands in its file (as it was given to the encoder of an MP3), and the gain
  /// that the limiter gave to each frame. Their voices must have been queued.
  void write(std::span<const std::int16_t> master, std::span<const float> gains);
  /// Completes the files; they have their names only after `keep`. Returns the hashes (`hash_file`) of voices and
  /// ambience.
  std::vector<std::string> finish();
  void keep();

 private:
  std::size_t channels_;
  PendingFile voices_file_;
  PendingFile ambience_file_;
  SoundWriter voices_;
  SoundWriter ambience_;
  std::vector<float> queued_;
  std::vector<float> limited_;
  std::vector<std::int16_t> voice_words_;
  std::vector<std::int16_t> ambience_words_;
  std::int64_t written_ = 0;  ///< samples
};

}  // namespace sotto::publish
