// A click is a sample that its neighbours do not lead to: the second difference is twice its height. It must stand
// far out of the differences around it, also out of those of the speech that was taken away there; and more so than
// what the bed was mixed with there, a drop on the pane.

#include "report/analysis/click_finder.h"

#include <algorithm>
#include <cmath>

#include "report/analysis/median.h"

namespace sotto::analysis {

namespace {

/// From the frame before the last one, linearly, to the next: how far that is off.
float second_difference(std::span<const float> sound, std::size_t i) {
  return std::fabs(sound[i] - 2 * sound[i - 1] + sound[i - 2]);
}

/// The largest within 0.5 ms of a frame.
float largest_difference(std::span<const float> sound, std::size_t at) {
  constexpr std::size_t kNear = 24;
  float largest = 0;
  for (std::size_t i = std::max(at, kNear + 2) - kNear; i < std::min(at + kNear, sound.size()); ++i) {
    largest = std::max(largest, second_difference(sound, i));
  }
  return largest;
}

/// The median second difference of a sound: what stands far out of it does not count.
float usual_difference(std::span<const float> sound) {
  std::vector<float> differences;
  for (std::size_t i = 2; i < sound.size(); ++i) differences.push_back(second_difference(sound, i));
  return median(differences);
}

/// How many times as large the largest difference is, at a frame, as those of 23 ms around it.
float standing_out(std::span<const float> sound, std::size_t at) {
  constexpr std::size_t kAround = 512;
  const std::size_t from = std::max(at, kAround) - kAround;
  const float usual = usual_difference(sound.subspan(from, std::min(2 * kAround, sound.size() - from)));
  return usual > 0 ? largest_difference(sound, at) / usual : 0;
}

}  // namespace

void ClickFinder::add(const BedStretch& stretch, BedSound residual, BedSound planned, std::span<const float> speech) {
  add(stretch, residual.left, planned.left, speech, channels_[0]);
  add(stretch, residual.right, planned.right, speech, channels_[1]);
}

void ClickFinder::add(const BedStretch& stretch, std::span<const float> channel, std::span<const float> planned,
                      std::span<const float> speech, Channel& state) {
  constexpr float kOut = 12;
  constexpr float kMoreThanPlanned = 1.5F;
  constexpr float kMemory = 1.0F / 512;
  constexpr double kTogether = 0.05;
  const auto least = static_cast<float>(2 * amplitude(least_));
  // A sound that begins is no click: a chapter whose bed goes on from the last one is at full level at once.
  if (state.known == 0) state.average = usual_difference(channel.first(std::min<std::size_t>(channel.size(), 512)));
  for (std::size_t i = 0; i < channel.size(); ++i) {
    const float difference = std::fabs(channel[i] - 2 * state.last + state.before);
    state.before = state.last;
    state.last = channel[i];
    if (state.known < 2) {
      ++state.known;
      continue;
    }
    const float average = state.average;
    // What stands out is not to raise what it stands out of.
    state.average += kMemory * (std::min(difference, 4 * average + 1e-5F) - average);
    if (difference < least || difference < kOut * average) continue;
    if (difference < largest_difference(speech, i)) continue;
    // By how much either stands out, since the bed may be louder or softer than it was mixed.
    if (difference / average < kMoreThanPlanned * standing_out(planned, i)) continue;
    const Seconds at = stretch.time_of(static_cast<std::int64_t>(i));
    const double height = decibels(static_cast<double>(difference) / 2).value;
    if (!clicks_.empty() && std::fabs(at.value - clicks_.back().at.value) < kTogether) {
      clicks_.back().value = std::max(clicks_.back().value, height);
    } else if (clicks_.size() < kMostEvents) {
      clicks_.push_back({at, {0}, height});
    }
  }
}

std::vector<SignalEvent> ClickFinder::clicks() const {
  std::vector<SignalEvent> ordered = clicks_;
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const SignalEvent& a, const SignalEvent& b) { return a.at.value < b.at.value; });
  return ordered;
}

}  // namespace sotto::analysis
