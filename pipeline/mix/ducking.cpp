#include "mix/ducking.h"

#include <algorithm>
#include <cassert>

#include "shared/audio.h"
#include "shared/portable_math.h"

namespace sotto::mix {

DuckCurve::DuckCurve(const Timeline& timeline, Decibels depth, bool from_silence, const DuckTimes& times) {
  const auto low = static_cast<float>(-depth.value);
  const Seconds way_time{std::max(times.shortest.value, depth.value / times.decibels_a_second)};
  const std::int64_t way = frames(way_time, kMasterRate);
  const std::int64_t hold = frames(times.hold, kMasterRate);
  std::size_t i = 0;
  while (i < timeline.cues.size()) {
    const std::int64_t begin = timeline.cues[i].begin;
    std::int64_t end = timeline.cues[i].end;
    for (++i; i < timeline.cues.size() && timeline.cues[i].begin - end < hold + 2 * way; ++i) {
      end = std::max(end, timeline.cues[i].end);
    }
    // At the chapter's ends the bed is up: it may go on there from another chapter, or into one.
    const std::int64_t up = std::min(end + hold + way, timeline.length);
    const bool at_once = from_silence && slopes_.empty() && begin < hold + 2 * way;
    slopes_.push_back({std::max<std::int64_t>(begin - way, 0), begin, at_once ? low : 0, low});
    slopes_.push_back({std::max(std::min(end + hold, up - way), end), up, low, 0});
    if (at_once) slopes_.front().begin = 0;
  }
}

float DuckCurve::at(const Slope& slope, std::int64_t frame) {
  constexpr double kNepersPerDecibel = 0.11512925464970228;
  const auto gain = [](float level) {
    return static_cast<float>(portable_exp(kNepersPerDecibel * static_cast<double>(level)));
  };
  if (frame >= slope.end || slope.from == slope.to) return gain(slope.to);
  const float t = static_cast<float>(frame - slope.begin) / static_cast<float>(slope.end - slope.begin);
  return gain(slope.from + (slope.to - slope.from) * (t * t * (3 - 2 * t)));
}

float DuckCurve::gain(std::int64_t frame) const {
  const auto next = std::upper_bound(slopes_.begin(), slopes_.end(), frame,
                                     [](std::int64_t f, const Slope& slope) { return f < slope.begin; });
  return next == slopes_.begin() ? 1.0F : at(*(next - 1), frame);
}

void DuckCurve::apply(std::int64_t first, std::span<float> left, std::span<float> right) const {
  assert(left.size() == right.size());
  const std::int64_t last = first + static_cast<std::int64_t>(left.size());
  auto next = std::upper_bound(slopes_.begin(), slopes_.end(), first,
                               [](std::int64_t f, const Slope& slope) { return f < slope.begin; });
  for (std::int64_t frame = first; frame < last;) {
    const bool before_all = next == slopes_.begin();
    const Slope slope = before_all ? Slope{} : *(next - 1);  // Slope{}: 0 dB
    const std::int64_t until = next == slopes_.end() ? last : std::min(last, next->begin);
    const std::int64_t easing_until = before_all ? frame : std::clamp(slope.end, frame, until);
    std::int64_t f = frame;
    for (; f < easing_until; ++f) {
      const float g = at(slope, f);
      left[static_cast<std::size_t>(f - first)] *= g;
      right[static_cast<std::size_t>(f - first)] *= g;
    }
    const float steady = at(slope, slope.end);
    for (; f < until; ++f) {
      left[static_cast<std::size_t>(f - first)] *= steady;
      right[static_cast<std::size_t>(f - first)] *= steady;
    }
    frame = until;
    if (next != slopes_.end()) ++next;
  }
}

}  // namespace sotto::mix
