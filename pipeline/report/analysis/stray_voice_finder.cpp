#include "report/analysis/stray_voice_finder.h"

#include <algorithm>
#include <cmath>

#include "report/analysis/decimator.h"
#include "report/analysis/median.h"
#include "report/analysis/power_level.h"
#include "shared/audio.h"

namespace sotto::analysis {

void StrayVoiceFinder::add(const BedStretch& pause, std::span<const float> mono, std::span<const float> planned) {
  constexpr std::size_t kFactor = 4;
  static_assert(kMasterRate.value / kFactor == kPitchRate.value);
  const std::vector<float> sound = Decimator(kFactor).whole(mono);
  const std::vector<float> bed = Decimator(kFactor).whole(planned);
  const auto level_of = [](std::span<const float> frame) {
    double power = 0;
    for (const float x : frame) power += static_cast<double>(x) * static_cast<double>(x);
    return static_cast<float>(power_level(power / static_cast<double>(kPitchFrame)));
  };
  for (std::size_t first = 0; first + kPitchFrame <= sound.size(); first += kPitchFrame / 2) {
    const auto frame = std::span(sound).subspan(first, kPitchFrame);
    const auto pitch = pitch_.find(frame);
    frames_.push_back({pause.time_of(static_cast<std::int64_t>(first * kFactor)), level_of(frame),
                       level_of(std::span(bed).subspan(first, kPitchFrame)),
                       pitch && pitch->clarity >= kVoicedClarity});
  }
}

std::vector<SignalEvent> StrayVoiceFinder::voices() const {
  constexpr std::size_t kFewest = 3;
  constexpr double kSoftest = -62;  ///< dBFS; what is softer is nobody's voice
  constexpr double kHop = static_cast<double>(kPitchFrame) / 2 / kPitchRate.value;
  std::vector<SignalEvent> events;
  std::vector<float> levels;
  std::vector<float> planned;
  for (const Frame& frame : frames_) {
    levels.push_back(frame.level);
    planned.push_back(frame.planned);
  }
  const double usual = median(levels);
  const double gain = usual - median(planned);
  std::size_t run = 0;
  SignalEvent event;
  const auto end_run = [&] {
    if (run >= kFewest && event.value > 0 && events.size() < kMostEvents) {
      event.length = {static_cast<double>(run + 1) * kHop};
      events.push_back(event);
    }
    run = 0;
    event = {};
  };
  for (std::size_t i = 0; i < frames_.size(); ++i) {
    const Frame& frame = frames_[i];
    if (run > 0 && frame.at.value - frames_[i - 1].at.value > 2 * kHop) end_run();
    if (!frame.voiced || static_cast<double>(frame.level) < kSoftest) {
      end_run();
      continue;
    }
    if (run++ == 0) event.at = frame.at;
    event.value = std::max(
        event.value, static_cast<double>(frame.level) - std::max(usual, static_cast<double>(frame.planned) + gain));
  }
  end_run();
  return events;
}

}  // namespace sotto::analysis
