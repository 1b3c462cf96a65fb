#include "mix/voice_chain.h"

#include <algorithm>
#include <cstring>

#include "shared/audio.h"
#include "shared/simd.h"

namespace sotto::mix {

namespace {

/// A take begins and ends in sound that was cut out of silence; a slope of 2 ms hides the cut.
constexpr Seconds kSlope{0.002};

/// The highest frequency of a filter, as a share of the rate: from there on it would change nothing that is heard.
constexpr double kHighestCorner = 0.49;

/// A voice that is raised gains above its first formants, a soft one loses there.
constexpr Hertz kEffort{1500};

BiquadCascade filters_of(const cast::Tone& tone, Hertz rate) {
  BiquadCascade filters;
  const auto holds = [&](Hertz frequency) { return frequency.value < kHighestCorner * rate.value; };
  if (tone.high_pass.value > 0) filters.add(high_pass(tone.high_pass, rate));
  for (const cast::Band& band : tone.bands) {
    if (band.gain.value != 0 && holds(band.frequency)) filters.add(bell(band.frequency, band.gain, band.q, rate));
  }
  if (tone.low_shelf.gain.value != 0) filters.add(low_shelf(tone.low_shelf.frequency, tone.low_shelf.gain, rate));
  if (tone.high_shelf.gain.value != 0 && holds(tone.high_shelf.frequency)) {
    filters.add(high_shelf(tone.high_shelf.frequency, tone.high_shelf.gain, rate));
  }
  if (tone.brightness.value != 0) filters.add(high_shelf(kEffort, tone.brightness, rate));
  return filters;
}

void soften_ends(std::span<float> samples, Hertz rate) {
  const std::size_t length = std::min(static_cast<std::size_t>(frames(kSlope, rate)), samples.size() / 2);
  for (std::size_t i = 0; i < length; ++i) {
    const float t = (static_cast<float>(i) + 0.5F) / static_cast<float>(length);
    const float gain = t * t * (3 - 2 * t);
    samples[i] *= gain;
    samples[samples.size() - 1 - i] *= gain;
  }
}

/// One side of the stereo image: the voice itself, and what the walls give back of it. `dark` has kLongest frames of
/// silence before what stands at the same index of `direct`.
void place(const std::vector<float>& direct, float level, const std::vector<float>& dark,
           const std::array<Reflection, SmallRoom::kEchoes>& echoes, float side, std::vector<float>& out) {
  out.resize(direct.size());
  std::array<float, SmallRoom::kEchoes> levels;
  for (std::size_t k = 0; k < echoes.size(); ++k) levels[k] = side * echoes[k].gain;
  const auto frame = [&]<typename Lanes>(std::size_t i, Lanes& sum) {
    Lanes x;
    std::memcpy(&x, direct.data() + i, sizeof x);
    sum = level * x;
    for (std::size_t k = 0; k < echoes.size(); ++k) {
      std::memcpy(&x, dark.data() + (SmallRoom::kLongest + i - echoes[k].delay), sizeof x);
      sum += levels[k] * x;
    }
    std::memcpy(out.data() + i, &sum, sizeof sum);
  };
  std::size_t i = 0;
  for (Floats4 four; i + 4 <= direct.size(); i += 4) frame(i, four);
  for (float one = 0; i < direct.size(); ++i) frame(i, one);
}

}  // namespace

void VoiceChain::render(const cast::Tone& tone, const Pan& pan, const synthesis::Take& take, float gain,
                        StereoClip& clip) {
  slow_.resize(take.samples.size());
  std::transform(take.samples.begin(), take.samples.end(), slow_.begin(),
                 [](std::int16_t sample) { return static_cast<float>(sample) * (1.0F / 32768.0F); });
  filters_of(tone, take.rate).run(slow_);
  dynamics_.run(slow_, take.rate, tone.de_ess, tone.compress, tone.tremor);
  soften_ends(slow_, take.rate);

  resampler_.run(slow_, take.rate, kMasterRate, fast_);
  fast_.resize(fast_.size() + kTail, 0.0F);
  darken();
  const float side = gain * static_cast<float>(tone.room) / std::numbers::sqrt2_v<float>;
  place(fast_, gain * pan.left, dark_, SmallRoom::kLeft, side, clip.left);
  place(fast_, gain * pan.right, dark_, SmallRoom::kRight, side, clip.right);
}

/// Walls take the treble: echoes come through a short filter that is 6 dB down at 5.5 kHz and closed at 11.
void VoiceChain::darken() {
  dark_.assign(SmallRoom::kLongest, 0.0F);
  dark_.resize(SmallRoom::kLongest + fast_.size());
  float* dark = dark_.data() + SmallRoom::kLongest;
  const float* direct = fast_.data();
  for (std::size_t i = 0; i < std::min<std::size_t>(4, fast_.size()); ++i) {
    dark[i] = 0.25F * direct[i] + (i >= 2 ? 0.5F * direct[i - 2] : 0.0F);
  }
  for (std::size_t i = 4; i < fast_.size(); ++i) {
    dark[i] = 0.25F * (direct[i] + direct[i - 4]) + 0.5F * direct[i - 2];
  }
}

}  // namespace sotto::mix
