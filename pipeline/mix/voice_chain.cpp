#include "mix/voice_chain.h"

#include <algorithm>

#include "shared/audio.h"

namespace sotto {

namespace {

/// A take begins and ends in sound that was cut out of silence; a slope of 2 ms hides the cut.
constexpr std::size_t kSlope = 44;

/// A voice that is raised gains above its first formants, a soft one loses there.
constexpr Hertz kEffort{1500};

void soften_ends(std::span<float> samples) {
  const std::size_t length = std::min(kSlope, samples.size() / 2);
  for (std::size_t i = 0; i < length; ++i) {
    const float t = (static_cast<float>(i) + 0.5F) / static_cast<float>(length);
    const float gain = t * t * (3 - 2 * t);
    samples[i] *= gain;
    samples[samples.size() - 1 - i] *= gain;
  }
}

template <std::size_t Count>
void add_reflections(const std::array<Reflection, Count>& reflections, float gain, std::span<const float> from,
                     std::span<float> to) {
  for (const Reflection& echo : reflections) {
    const float level = gain * echo.gain;
    const float* source = from.data();
    float* target = to.data() + echo.delay;
    const std::size_t count = to.size() - echo.delay;
    for (std::size_t i = 0; i < count; ++i) target[i] += level * source[i];
  }
}

}  // namespace

VoiceChain::VoiceChain(const Tone& tone, double pan)
    : dynamics_(tone.de_ess, tone.compress, tone.tremor, kEngineRate), room_(static_cast<float>(tone.room)), pan_(pan) {
  if (tone.high_pass.value > 0) tone_.add(high_pass(tone.high_pass, kEngineRate));
  for (const Band& band : tone.bands) {
    if (band.gain.value != 0) tone_.add(bell(band.frequency, band.gain, band.q, kEngineRate));
  }
  if (tone.low_shelf.gain.value != 0) {
    tone_.add(low_shelf(tone.low_shelf.frequency, tone.low_shelf.gain, kEngineRate));
  }
  if (tone.high_shelf.gain.value != 0) {
    tone_.add(high_shelf(tone.high_shelf.frequency, tone.high_shelf.gain, kEngineRate));
  }
  if (tone.brightness.value != 0) tone_.add(high_shelf(kEffort, tone.brightness, kEngineRate));
}

void VoiceChain::render(std::span<const std::int16_t> take, float gain, StereoClip& clip) {
  slow_.resize(take.size());
  std::transform(take.begin(), take.end(), slow_.begin(),
                 [](std::int16_t sample) { return static_cast<float>(sample) * (1.0F / 32768.0F); });
  tone_.reset();
  tone_.run(slow_);
  dynamics_.run(slow_);
  rotator_.run(slow_);
  soften_ends(slow_);

  fast_.resize(2 * take.size() + kTail);
  half_band_.upsample(slow_, std::span(fast_).first(2 * take.size()));
  std::fill(fast_.end() - static_cast<std::ptrdiff_t>(kTail), fast_.end(), 0.0F);
  place(gain, clip);
  if (room_ > 0) add_room(gain * room_, clip);
}

void VoiceChain::place(float gain, StereoClip& clip) {
  clip.left.resize(fast_.size());
  clip.right.resize(fast_.size());
  const float left = gain * pan_.left;
  const float right = gain * pan_.right;
  for (std::size_t i = 0; i < fast_.size(); ++i) {
    clip.left[i] = left * fast_[i];
    clip.right[i] = right * fast_[i];
  }
}

/// Walls take the treble: echoes come through a short filter that is 6 dB down at 5.5 kHz and closed at 11.
void VoiceChain::add_room(float gain, StereoClip& clip) {
  dark_.resize(fast_.size());
  const float* direct = fast_.data();
  const auto at = [&](std::size_t i) { return i < fast_.size() ? fast_[i] : 0.0F; };
  for (std::size_t i = 0; i < std::min<std::size_t>(4, fast_.size()); ++i) {
    dark_[i] = 0.25F * at(i) + (i >= 2 ? 0.5F * at(i - 2) : 0.0F);
  }
  for (std::size_t i = 4; i < fast_.size(); ++i) {
    dark_[i] = 0.25F * (direct[i] + direct[i - 4]) + 0.5F * direct[i - 2];
  }
  const float side = gain / std::numbers::sqrt2_v<float>;
  add_reflections(SmallRoom::kLeft, side, dark_, clip.left);
  add_reflections(SmallRoom::kRight, side, dark_, clip.right);
}

}  // namespace sotto
