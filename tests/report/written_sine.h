#pragma once

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <numbers>
#include <vector>

#include "shared/sound_file.h"

namespace sotto::report {

/// A sine in both channels.
inline std::filesystem::path write_sine(const std::filesystem::path& path, double hertz, double seconds) {
  constexpr int kRate = 44100;
  SoundWriter writer(path, {}, {});
  std::vector<std::int16_t> samples;
  for (int i = 0; i < static_cast<int>(seconds * kRate); ++i) {
    const auto value = static_cast<std::int16_t>(16384 * std::sin(2 * std::numbers::pi * hertz * i / kRate));
    samples.insert(samples.end(), 2, value);
  }
  writer.write(samples);
  writer.finish();
  return path;
}

}  // namespace sotto::report
