#pragma once

/// Endless synthetic rain: a pure function of seed, channel and frame. It can be rendered from any point, in any order
/// and in blocks of any size, with the same bits; it has no loop and no seam.

#include <cstdint>
#include <memory>
#include <span>

#include "annotate/document/ambience.h"
#include "shared/units.h"

namespace sotto::mix {

/// How loud the rain is before the mixer sets its level; over a minute it keeps to this within 0.5 LU, whatever the
/// seed and the scene.
inline constexpr Lufs kRainLoudness{-26};

class Rain {
 public:
  /// Scenes that differ in anything give uncorrelated rain.
  explicit Rain(int seed, const document::AmbienceScene& scene = {});
  ~Rain();
  Rain(Rain&&) noexcept;
  Rain& operator=(Rain&&) noexcept;

  /// The frames from `first` (>= 0) on, at kMasterRate; both spans have the same length. Cheapest when called in order.
  void render(std::int64_t first, std::span<float> left, std::span<float> right);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sotto::mix
