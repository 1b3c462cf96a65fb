#pragma once

/// Stretches of a master, and of the mix that it was made of.

#include <array>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "report/analysis/channel_matching.h"
#include "shared/audio.h"
#include "shared/sound_file.h"

namespace sotto::analysis {

/// Frames that are converted at a time: a take is held once, not once for each way to look at it.
inline constexpr std::size_t kPiece = 32768;

/// Reads any stretch of the master, silence beyond its ends; its DC is taken off.
class MasterReader {
 public:
  /// `dc`: the mean of each channel, of full scale. Throws MachineFailure.
  MasterReader(const std::filesystem::path& path, std::array<double, 2> dc) : file_(path), dc_(dc) {}

  Sound read(std::int64_t first, std::int64_t count);

 private:
  SoundReader file_;
  std::array<double, 2> dc_;
  std::int64_t position_ = 0;
  std::vector<float> buffer_;
};

/// A stretch of the chapter as it was mixed.
struct Mixed {
  Sound voice;
  Sound bed;
};

/// Reads the next frames of a mix with its voices apart (four channels); silence beyond its end. None where `count` is
/// negative. `buffer` is room to work in.
Mixed read_mix(AudioSource& mix, std::int64_t count, std::vector<float>& buffer);

}  // namespace sotto::analysis
