#pragma once

#include <array>
#include <cmath>
#include <optional>

#include "report/analysis/channel_matching.h"

namespace sotto::analysis {

/// Correlation of the two channels of a sound.
class ChannelCorrelation {
 public:
  void add(const Sound& sound) {
    const auto& l = sound.channels[0];
    const auto& r = sound.channels[1];
    sums_[0] += product(l, l, 0, l.size());
    sums_[1] += product(r, r, 0, r.size());
    sums_[2] += product(l, r, 0, l.size());
  }
  /// -1..1, of all that was added; nothing where a channel is silent.
  std::optional<double> value() const {
    if (sums_[0] <= 0 || sums_[1] <= 0) return std::nullopt;
    return sums_[2] / std::sqrt(sums_[0] * sums_[1]);
  }

 private:
  std::array<double, 3> sums_{};
};

}  // namespace sotto::analysis
