#include "report/analysis/bed_gap_finder.h"

#include <algorithm>

#include "report/analysis/median.h"
#include "report/analysis/power_level.h"
#include "shared/audio.h"

namespace sotto::analysis {

namespace {

constexpr std::size_t kBlock = 220;  ///< frames: 5 ms
constexpr double kBlockLength = static_cast<double>(kBlock) / kMasterRate.value;

double square(float left, float right) {
  return static_cast<double>(left) * static_cast<double>(left) +
         static_cast<double>(right) * static_cast<double>(right);
}

/// The level under which a bed is gone, in dBFS.
double floor_of(const std::vector<float>& levels) {
  constexpr double kFarBelow = 30;    // dB under the usual level
  constexpr double kInaudible = -84;  // dBFS; the noise of 16 bits is 10 dB lower
  return std::max(power_level(static_cast<double>(median(levels))) - kFarBelow, kInaudible);
}

}  // namespace

void BedGapFinder::add(const BedStretch& stretch, BedSound residual, BedSound planned) {
  const bool known = stretch.kind != BedStretch::Kind::unknown;
  for (std::size_t i = 0; i < residual.left.size(); ++i) {
    power_ += square(residual.left[i], residual.right[i]);
    planned_power_ += square(planned.left[i], planned.right[i]);
    if (++filled_ < kBlock) continue;
    levels_.push_back(static_cast<float>(power_ / static_cast<double>(2 * kBlock)));
    planned_.push_back(static_cast<float>(planned_power_ / static_cast<double>(2 * kBlock)));
    shifts_.push_back(known ? std::optional(stretch.shift) : std::nullopt);
    power_ = 0;
    planned_power_ = 0;
    filled_ = 0;
  }
}

std::vector<SignalEvent> BedGapFinder::gaps(const mix::Timeline& timeline) const {
  constexpr Seconds kFades{1};  ///< at the chapter's ends
  std::vector<SignalEvent> gaps;
  if (timeline.cues.empty()) return gaps;
  const double floor = floor_of(levels_);
  const double planned_floor = floor_of(planned_);
  const auto block = [](std::int64_t frame) {
    return static_cast<std::size_t>(std::max<std::int64_t>(frame, 0)) / kBlock;
  };
  const std::size_t first = block(timeline.cues.front().begin);
  const std::size_t last = std::min(block(timeline.cues.back().end - frames(kFades, kMasterRate)), levels_.size());
  std::size_t run = 0;
  for (std::size_t i = first; i <= last; ++i) {
    const bool silent = i < last && shifts_[i] && power_level(static_cast<double>(levels_[i])) < floor &&
                        power_level(static_cast<double>(planned_[i])) >= planned_floor;
    if (silent) {
      ++run;
      continue;
    }
    if (run > 1 && gaps.size() < kMostEvents) {
      const Seconds at = seconds(static_cast<std::int64_t>((i - run) * kBlock) + *shifts_[i - 1], kMasterRate);
      gaps.push_back({at, {static_cast<double>(run) * kBlockLength}, 0});
    }
    run = 0;
  }
  return gaps;
}

std::optional<std::int64_t> BedGapFinder::shift_at(std::size_t frame) const {
  return shifts_.empty() ? std::nullopt : shifts_[std::min(frame / kBlock, shifts_.size() - 1)];
}

}  // namespace sotto::analysis
