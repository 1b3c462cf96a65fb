#pragma once

/// The largest sample of a stretch, fast.

#include <array>
#include <cmath>
#include <cstddef>

namespace sotto::publish {

/// Many questions about peaks are answered "nowhere near" by the samples alone; they are asked in groups of this many
/// frames.
inline constexpr std::size_t kPeakGroup = 64;

/// The largest magnitude of `kPeakGroup` samples.
inline float largest(const float* samples) {
  constexpr std::size_t kStride = 16;
  std::array<float, kStride> most{};
  for (std::size_t i = 0; i < kPeakGroup; i += kStride) {
    for (std::size_t j = 0; j < kStride; ++j) {
      const float magnitude = std::fabs(samples[i + j]);
      most[j] = most[j] < magnitude ? magnitude : most[j];
    }
  }
  float all = 0;
  for (const float m : most) all = all < m ? m : all;
  return all;
}

}  // namespace sotto::publish
