// Scenes follow each other by crossfades of equal power: two scenes are two rains without correlation, so that their
// powers add, and what is lost of the one must come from the other. Fades may overlap (three changes within a breath).
// Scene k has the gain rise_k * fall_(k+1) * fall_(k+2) * ..., where rise = sin and fall = cos of the same angle; the
// squares of these always add up to one. A bed that continues into the next chapter crossfades in the same way from its
// own place in the endless ambience to the next chapter's.

#include "mix/ambience_bed.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <utility>

#include "mix/thunder.h"
#include "shared/audio.h"

namespace sotto::mix {

namespace {

// The ambience's own fades. They end before the first word and begin after the last with the usual head and tail.
constexpr Seconds kFadeIn{0.7};
constexpr Seconds kFadeOut{3};

/// Of the chapter's end, while the bed passes to the next chapter's place.
constexpr Seconds kHandOver{1};

/// A whole stroke against the speech, as RMS amplitude.
constexpr Decibels kThunder{-3};

/// From 0 to a quarter of a circle over a fade.
double angle_at(std::int64_t frame, std::int64_t begin, std::int64_t end) {
  if (frame >= end) return std::numbers::pi / 2;
  if (frame <= begin) return 0;
  return static_cast<double>(frame - begin) / static_cast<double>(end - begin) * (std::numbers::pi / 2);
}

}  // namespace

document::AmbienceScene last_scene(const Timeline& timeline, const document::AmbienceScene& first) {
  document::AmbienceScene scene = first;
  for (const AmbienceCue& cue : timeline.ambience) scene = changed(scene, cue.change);
  return scene;
}

SceneTrack::SceneTrack(const Timeline& timeline, const document::AmbienceSettings& settings, const BedPosition& place,
                       Lufs speech, std::filesystem::path recordings)
    : seed_(settings.seed), start_(place.start), recordings_(std::move(recordings)) {
  const double usual = natural_level(settings.scene).value;
  // Whatever distance, place and intensity add up to, the bed stays between these under speech, unless the book's own
  // `level` and `duck` lie outside.
  constexpr double kSoftest = -28;    ///< LU from the speech: softer rain is not heard
  constexpr double kLoudest = -25.5;  ///< LU: louder rain covers consonants
  const double under_speech = settings.level.value - settings.duck.value;
  const double softest = std::min(0.0, kSoftest - under_speech);
  const double loudest = std::max(0.0, kLoudest - under_speech);
  const auto gain_of = [&](const document::AmbienceScene& scene) {
    const Decibels natural = natural_level(scene);
    const double wanted = scene.bed.is_recording() ? 0 : std::isfinite(usual) ? natural.value - usual : natural.value;
    const double apart = std::isfinite(wanted) ? std::clamp(wanted, softest, loudest) : wanted;
    return static_cast<float>(amplitude((speech - kRainLoudness) + settings.level + Decibels{apart}));
  };
  document::AmbienceScene scene = place.scene.value_or(settings.scene);
  segments_.push_back({scene, 0, 0, gain_of(scene)});
  for (const AmbienceCue& cue : timeline.ambience) {
    const document::AmbienceScene next = changed(scene, cue.change);
    if (next == scene) continue;
    scene = next;
    const std::int64_t half = frames(cue.change.fade * 0.5, kMasterRate);
    Segment segment{scene, cue.at - half, cue.at + half, gain_of(scene)};
    // Where the bed goes on from or into another chapter, that one knows nothing of this fade.
    if (!place.fade_in) segment.fade_begin = std::max<std::int64_t>(segment.fade_begin, 0);
    // A chapter that begins with another scene passes into it, where it does not begin from silence.
    if (!place.fade_in && cue.at == 0) segment.fade_end = frames(document::AmbienceChange{}.fade, kMasterRate);
    if (!place.fade_out) segment.fade_end = std::min(segment.fade_end, timeline.length);
    segments_.push_back(std::move(segment));
  }
}

void SceneTrack::add(std::int64_t first, std::span<float> left, std::span<float> right) {
  const std::int64_t last = first + static_cast<std::int64_t>(left.size());
  // The latest scene that has wholly come in hides all before it; those that have not begun are not heard.
  std::size_t from = 0;
  std::size_t to = 1;
  for (std::size_t k = 1; k < segments_.size(); ++k) {
    if (segments_[k].fade_end <= first) from = k;
    if (segments_[k].fade_begin < last) to = k + 1;
  }
  for (std::size_t k = 0; k < segments_.size(); ++k) {
    Segment& segment = segments_[k];
    if (k < from || k >= to) {
      segment.rain.reset();
      segment.recording.reset();
      continue;
    }
    if (segment.gain <= 0) continue;
    left_.resize(left.size());
    right_.resize(right.size());
    if (!segment.scene.bed.is_recording()) {
      if (!segment.rain) segment.rain = std::make_unique<Rain>(seed_, segment.scene);
      segment.rain->render(start_ + first, left_, right_);
    } else {
      if (!segment.recording) {
        segment.recording =
            std::make_unique<BedRecording>(prepared_recording(recordings_, segment.scene.bed.content), seed_);
      }
      segment.recording->render(start_ + first, left_, right_);
    }
    const bool steady = k == from && to == k + 1;
    for (std::size_t i = 0; i < left.size(); ++i) {
      float gain = segment.gain;
      if (!steady) {
        const std::int64_t frame = first + static_cast<std::int64_t>(i);
        double share = k == from ? 1 : std::sin(angle_at(frame, segment.fade_begin, segment.fade_end));
        for (std::size_t later = k + 1; later < to; ++later) {
          share *= std::cos(angle_at(frame, segments_[later].fade_begin, segments_[later].fade_end));
        }
        gain *= static_cast<float>(share);
      }
      left[i] += gain * left_[i];
      right[i] += gain * right_[i];
    }
  }
}

AmbienceBed::AmbienceBed(const Timeline& timeline, const document::AmbienceSettings& settings, const BedPosition& place,
                         Lufs speech, const std::filesystem::path& recordings)
    : timeline_(timeline),
      seed_(settings.seed),
      place_(place),
      thunder_gain_(static_cast<float>(amplitude(Decibels{speech.value} + kThunder))),
      scenes_(timeline, settings, place, speech, recordings),
      duck_(timeline, settings.duck, place.fade_in),
      fade_in_(place.fade_in ? std::min(frames(kFadeIn, kMasterRate), timeline.length / 2) : 0),
      fade_out_(place.fade_out ? std::min(frames(kFadeOut, kMasterRate), timeline.length / 2) : 0),
      hand_over_(timeline.length) {
  if (!place.next) return;
  BedPosition next = place;
  next.start = *place.next - timeline.length;
  next_.emplace(timeline, settings, next, speech, recordings);
  hand_over_ -= std::min(frames(kHandOver, kMasterRate), timeline.length);
}

void AmbienceBed::render(std::int64_t first, std::span<float> left, std::span<float> right) {
  assert(left.size() == right.size());
  std::fill(left.begin(), left.end(), 0.0F);
  std::fill(right.begin(), right.end(), 0.0F);
  const std::int64_t last = first + static_cast<std::int64_t>(left.size());
  scenes_.add(first, left, right);
  if (next_ && last > hand_over_) hand_over(first, left, right);
  add_thunder(first, left, right);
  duck_.apply(first, left, right);
  if (first >= fade_in_ && last <= timeline_.length - fade_out_) return;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const float gain = edge(first + static_cast<std::int64_t>(i));
    left[i] *= gain;
    right[i] *= gain;
  }
}

void AmbienceBed::hand_over(std::int64_t first, std::span<float> left, std::span<float> right) {
  left_.assign(left.size(), 0.0F);
  right_.assign(right.size(), 0.0F);
  next_->add(first, left_, right_);
  for (std::size_t i = 0; i < left.size(); ++i) {
    const double angle = angle_at(first + static_cast<std::int64_t>(i), hand_over_, timeline_.length);
    const auto here = static_cast<float>(std::cos(angle));
    const auto there = static_cast<float>(std::sin(angle));
    left[i] = here * left[i] + there * left_[i];
    right[i] = here * right[i] + there * right_[i];
  }
}

void AmbienceBed::add_thunder(std::int64_t first, std::span<float> left, std::span<float> right) const {
  for (const AmbienceCue& cue : timeline_.ambience) {
    if (cue.change.thunder <= 0) continue;
    const auto number = static_cast<std::uint64_t>(place_.start + cue.at) * 31U + static_cast<std::uint64_t>(seed_);
    mix::add_thunder(number, cue.at, thunder_gain_ * static_cast<float>(cue.change.thunder), cue.change.thunder, first,
                     left, right);
  }
}

/// Eased from 0 at the chapter's first frame, and to 0 at its last.
float AmbienceBed::edge(std::int64_t frame) const {
  const auto eased = [](std::int64_t place, std::int64_t length) {
    if (place >= length) return 1.0F;
    const float t = static_cast<float>(place) / static_cast<float>(length);
    return t * t * (3 - 2 * t);
  };
  return eased(frame, fade_in_) * eased(timeline_.length - 1 - frame, fade_out_);
}

}  // namespace sotto::mix
