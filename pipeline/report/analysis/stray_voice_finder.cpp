#include "report/analysis/stray_voice_finder.h"

#include <algorithm>
#include <cmath>

#include "report/analysis/decimator.h"
#include "report/analysis/median.h"
#include "report/analysis/power_level.h"
#include "shared/audio.h"

namespace sotto::analysis {

void StrayVoiceFinder::add(const BedStretch& pause, std::span<const float> mono) {
  constexpr std::size_t kFactor = 4;
  static_assert(kMasterRate.value / kFactor == kPitchRate.value);
  const std::vector<float> sound = Decimator(kFactor).whole(mono);
  for (std::size_t first = 0; first + kPitchFrame <= sound.size(); first += kPitchFrame / 2) {
    const auto frame = std::span(sound).subspan(first, kPitchFrame);
    double power = 0;
    for (const float x : frame) power += static_cast<double>(x) * static_cast<double>(x);
    const auto pitch = pitch_.find(frame);
    frames_.push_back({pause.time_of(static_cast<std::int64_t>(first * kFactor)),
                       static_cast<float>(power_level(power / static_cast<double>(kPitchFrame))),
                       pitch && pitch->clarity >= kVoicedClarity});
  }
}

std::vector<SignalEvent> StrayVoiceFinder::voices() const {
  constexpr std::size_t kFewest = 3;
  constexpr double kSoftest = -62;  ///< dBFS; what is softer is nobody's voice
  constexpr double kHop = static_cast<double>(kPitchFrame) / 2 / kPitchRate.value;
  std::vector<SignalEvent> events;
  std::vector<float> levels;
  for (const Frame& frame : frames_) levels.push_back(frame.level);
  const double usual = median(levels);
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
    event.value = std::max(event.value, static_cast<double>(frame.level) - usual);
  }
  end_run();
  return events;
}

}  // namespace sotto::analysis
