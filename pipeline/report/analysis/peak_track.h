#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "report/analysis/channel_matching.h"
#include "report/analysis/track.h"
#include "shared/audio.h"

namespace sotto::analysis {

/// Peaks of a sound in steps of 50 ms.
class PeakTrack {
 public:
  /// What sounds from a frame of the master on.
  void add(const Sound& sound, std::int64_t at) {
    constexpr auto kStepFrames = static_cast<std::size_t>(kStep * kMasterRate.value);
    const auto first = static_cast<std::size_t>(std::max<std::int64_t>(at, 0));
    const std::size_t steps = (first + sound.frames()) / kStepFrames;
    if (track_.values.size() < steps) track_.values.resize(steps);
    for (std::size_t i = 0; i < sound.frames(); ++i) {
      const std::size_t step = (first + i) / kStepFrames;
      if (step >= steps) break;
      track_.values[step] =
          std::max({track_.values[step], std::fabs(sound.channels[0][i]), std::fabs(sound.channels[1][i])});
    }
  }
  const Track& track() const { return track_; }

 private:
  static constexpr double kStep = 0.05;
  Track track_{{kStep}, {}};
};

}  // namespace sotto::analysis
