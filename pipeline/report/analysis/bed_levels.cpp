#include "report/analysis/bed_levels.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/analysis/median.h"
#include "report/analysis/thunder_strokes.h"
#include "shared/audio.h"

namespace sotto::analysis {

namespace {

constexpr std::size_t kStepFrames = 4410;  ///< of the meter: 0.1 s
constexpr double kStopped = 4e-9;          ///< mean square, -84 dBFS: the rain was planned to have stopped

std::optional<Lufs> mean_level(double sum, std::size_t count) {
  if (count == 0 || sum <= 0) return std::nullopt;
  return loudness_of(sum / static_cast<double>(count));
}

}  // namespace

BedLevels::BedLevels(bool against_plan)
    : against_plan_(against_plan), heard_(2, kMasterRate), planned_(2, kMasterRate) {}

void BedLevels::add(const BedStretch& stretch, BedSound residual, BedSound planned) {
  const bool known = stretch.kind != BedStretch::Kind::unknown;
  const std::size_t frames = residual.left.size();
  buffer_.resize(2 * frames);
  for (std::size_t i = 0; i < frames; ++i) {
    buffer_[2 * i] = known ? residual.left[i] : 0;
    buffer_[2 * i + 1] = known ? residual.right[i] : 0;
  }
  heard_.add(buffer_);
  if (!against_plan_) return;
  for (std::size_t i = 0; i < frames; ++i) {
    buffer_[2 * i] = planned.left[i];
    buffer_[2 * i + 1] = planned.right[i];
  }
  planned_.add(buffer_);
}

void BedLevels::measure(const mix::Timeline& timeline, ChapterAnalysis& analysis) const {
  // The release of the ducking, and a little more for the meter's own step.
  constexpr double kComeUp = 1.6;
  constexpr double kShortPause = 0.55;
  const std::vector<double> powers = heard_.powers(1);
  const std::vector<double> plan = planned_.powers(1);
  const auto step = [](double time) { return static_cast<std::size_t>(std::max(0.0, std::ceil(time * 10))); };
  const ThunderStrokes thunder(timeline);
  const auto says_something = [&](std::size_t i) {
    const auto at = static_cast<std::int64_t>(i * kStepFrames);
    const bool stopped = against_plan_ && i < plan.size() && plan[i] < kStopped;
    return i < powers.size() && powers[i] > 0 && !stopped &&
           !thunder.rolls(at, at + static_cast<std::int64_t>(kStepFrames));
  };
  const auto sum = [&](double from, double to, double& total, std::size_t& count) {
    for (std::size_t i = step(from); i + 1 <= static_cast<std::size_t>(std::max(0.0, to * 10)) && i < powers.size();
         ++i) {
      if (!says_something(i)) continue;
      total += powers[i];
      ++count;
    }
  };
  double rests = 0;
  double pauses = 0;
  double under = 0;
  std::size_t rest_steps = 0;
  std::size_t pause_steps = 0;
  std::size_t under_steps = 0;
  for (std::size_t i = 0; i < timeline.cues.size(); ++i) {
    const double begin = seconds(timeline.cues[i].begin, kMasterRate).value;
    const double end = seconds(timeline.cues[i].end, kMasterRate).value;
    double here = 0;
    std::size_t steps = 0;
    sum(begin, end, here, steps);
    if (steps == 0) {  // a take shorter than two steps: the one in its middle
      const auto middle = static_cast<std::size_t>((begin + end) * 5);
      if (says_something(middle)) here = powers[middle], steps = 1;
    }
    analysis.cues[i].bed = mean_level(here, steps);
    under += here;
    under_steps += steps;
    if (i + 1 == timeline.cues.size()) continue;
    const double next = seconds(timeline.cues[i + 1].begin, kMasterRate).value;
    if (next - end <= kShortPause) sum(end, next, pauses, pause_steps);
    sum(end + kComeUp, next - 0.3, rests, rest_steps);
  }
  analysis.bed_in_rests = mean_level(rests, rest_steps);
  analysis.bed_in_pauses = mean_level(pauses, pause_steps);
  analysis.bed_under_speech = mean_level(under, under_steps);
}

// The bed is known as it was mixed. Where nobody speaks it is as much louder or softer than that everywhere.
std::vector<SignalEvent> BedLevels::against_plan(const mix::Timeline& timeline, const BedGapFinder& bed) const {
  constexpr double kStep = 0.1;
  constexpr std::size_t kWindow = 4;  ///< steps: momentary loudness
  constexpr std::size_t kFewest = 2;  ///< of a pause that is shorter than that
  constexpr double kEcho = 0.1;       ///< s of the room after a take
  constexpr double kFaint = 0.01;     ///< of the bed's usual power: it is being faded
  const std::vector<double> powers = heard_.powers(1);
  const std::vector<double> plan = planned_.powers(1);
  const double usual_plan = median(plan);
  if (usual_plan < kStopped) return {};  // of a chapter without rain, all that is left is thunder that dies away
  const double faint = kFaint * usual_plan;
  std::vector<SignalEvent> levels;
  std::vector<double> all;
  const auto compare = [&](double from, double to) {
    const auto first = static_cast<std::size_t>(std::ceil(from / kStep));
    const std::size_t last =
        std::min({static_cast<std::size_t>(std::max(0.0, to / kStep)), powers.size(), plan.size()});
    if (last < first + kFewest) return;
    const std::size_t window = std::min(kWindow, last - first);
    for (std::size_t i = first; i + window <= last; ++i) {
      const auto sum = [&](const std::vector<double>& steps) {
        const auto begin = steps.begin() + static_cast<std::ptrdiff_t>(i);
        return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(window), 0.0) / static_cast<double>(window);
      };
      const std::optional<std::int64_t> shift = bed.shift_at(i * kStepFrames);
      const double heard_here = sum(powers);
      const double planned_here = sum(plan);
      if (!shift || heard_here <= 0 || planned_here <= faint) continue;
      const double off = 10 * std::log10(heard_here / planned_here);
      all.push_back(off);
      levels.push_back({Seconds{static_cast<double>(i) * kStep} + seconds(*shift, kMasterRate),
                        {static_cast<double>(window) * kStep},
                        off});
    }
  };
  double end = 0;
  for (const mix::Cue& cue : timeline.cues) {
    compare(end, seconds(cue.begin, kMasterRate).value);
    end = seconds(cue.end, kMasterRate).value + kEcho;
  }
  compare(end, seconds(timeline.length, kMasterRate).value);
  const double usual = median(all);
  for (SignalEvent& event : levels) event.value -= usual;
  return levels;
}

}  // namespace sotto::analysis
