// A breath in is the noise of air in throat and mouth: white noise through two broad resonances, near those of an open
// neutral vowel, that swells for most of its length and ends quickly. People's lie 20 to 35 dB under their speech and
// last 0.3 to 0.6 s. The resonances go with the size of the speaker, which the pitch of the voice tells roughly.

#include "synthesis/breath.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>

#include "shared/hash.h"

namespace sotto::synthesis {

namespace {

constexpr double kUnderSpeech = -27;  ///< dB, power of the whole breath against the take's speech
constexpr Seconds kLength{0.34};
constexpr Seconds kBeforeWord{0.07};  ///< from its end to the word
constexpr Seconds kLongestGap{0.31};  ///< from this on, a pause has room for one
constexpr Seconds kInGap{0.06};       ///< of such a pause, before it and after it
constexpr Seconds kSinceLast{3};
constexpr double kTalking = 0.02;  ///< of the loudest: what counts as speech in the take's level

/// A two-pole resonance.
class Resonance {
 public:
  Resonance(double frequency, double width, Hertz rate)
      : radius_(std::exp(-std::numbers::pi * width / rate.value)),
        a1_(2 * radius_ * std::cos(2 * std::numbers::pi * frequency / rate.value)),
        a2_(-radius_ * radius_) {}
  double run(double x) {
    const double y = (1 - radius_) * x + a1_ * first_ + a2_ * second_;
    second_ = first_;
    first_ = y;
    return y;
  }

 private:
  double radius_;
  double a1_;
  double a2_;
  double first_ = 0;
  double second_ = 0;
};

std::size_t frames_of(Seconds time, Hertz rate) { return static_cast<std::size_t>(time.value * rate.value); }

/// With a power of one.
std::vector<double> breath_sound(const Breath& breath, std::size_t length, Hertz rate) {
  Resonance throat(620 * breath.size, 500, rate);
  Resonance mouth(1650 * breath.size, 700, rate);
  Resonance teeth(std::min(3600 * breath.size, 0.4 * rate.value), 1600, rate);
  std::vector<double> sound(length);
  std::uint64_t state = breath.seed | 1U;
  double power = 0;
  for (std::size_t i = 0; i < length; ++i) {
    state ^= state << 13U;
    state ^= state >> 7U;
    state ^= state << 17U;
    const double noise = static_cast<double>(state >> 11U) * 0x1p-52 - 1;
    const double place = static_cast<double>(i) / static_cast<double>(length);
    const double swell = place < 0.7 ? std::sin(place / 0.7 * std::numbers::pi / 2)
                                     : std::cos((place - 0.7) / 0.3 * std::numbers::pi / 2);
    sound[i] = swell * swell * (throat.run(noise) + 0.8 * mouth.run(noise) + 0.4 * teeth.run(noise));
    power += sound[i] * sound[i];
  }
  const double scale = power > 0 ? 1 / std::sqrt(power / static_cast<double>(length)) : 0;
  for (double& sample : sound) sample *= scale;
  return sound;
}

/// RMS of the take where it speaks.
double speech_level(std::span<const std::int16_t> samples) {
  int loudest = 0;
  for (const std::int16_t sample : samples) loudest = std::max(loudest, std::abs(int{sample}));
  double power = 0;
  std::size_t count = 0;
  for (const std::int16_t sample : samples) {
    if (std::abs(int{sample}) < kTalking * loudest) continue;
    power += static_cast<double>(sample) * static_cast<double>(sample);
    ++count;
  }
  return count == 0 ? 0 : std::sqrt(power / static_cast<double>(count));
}

void add(const Breath& breath, double level, Hertz rate, std::span<std::int16_t> to) {
  const std::vector<double> sound = breath_sound(breath, to.size(), rate);
  for (std::size_t i = 0; i < to.size(); ++i) {
    const double sum = static_cast<double>(to[i]) + level * sound[i];
    to[i] = static_cast<std::int16_t>(std::lround(std::clamp(sum, -32767.0, 32767.0)));
  }
}

}  // namespace

Breath breath_of(const cast::VoiceProfile& profile, bool first) {
  Breath breath;
  if (profile.reading.breath <= 0) return breath;
  ContentHash hash;
  add_to_hash(hash, profile.engine);
  breath.seed = std::stoull(hash.add("breath").hex().substr(0, 15), nullptr, 16);
  breath.size = profile.age == "child" ? 1.35 : profile.gender == language::Gender::female ? 1.15 : 1;
  breath.level = profile.reading.breath;
  breath.first = first;
  return breath;
}

TakeView with_breaths(const TakeView& take, const Breath& breath, std::vector<std::int16_t>& samples) {
  if (breath.level <= 0 || take.samples.empty()) return take;
  const Hertz rate = take.rate;
  const double level = breath.level * std::pow(10, kUnderSpeech / 20) * speech_level(take.samples);
  const std::size_t before = breath.first ? frames_of(kLength, rate) + frames_of(kBeforeWord, rate) : 0;
  samples.assign(before, 0);
  samples.insert(samples.end(), take.samples.begin(), take.samples.end());
  TakeView breathing{rate, {}, take.words};
  for (WordTiming& word : breathing.words) {
    word.begin += static_cast<std::uint32_t>(before);
    word.end += static_cast<std::uint32_t>(before);
  }
  if (breath.first) add(breath, level, rate, std::span(samples).first(frames_of(kLength, rate)));
  std::size_t last = 0;
  for (std::size_t i = 0; i + 1 < breathing.words.size(); ++i) {
    const std::size_t from = breathing.words[i].end;
    const std::size_t to = breathing.words[i + 1].begin;
    if (to < from + frames_of(kLongestGap, rate) || from < last + frames_of(kSinceLast, rate)) continue;
    const std::size_t around = frames_of(kInGap, rate);
    const std::size_t length = std::min(to - from - 2 * around, frames_of(kLength, rate));
    add(breath, level, rate, std::span(samples).subspan(to - around - length, length));
    last = to;
  }
  breathing.samples = samples;
  return breathing;
}

}  // namespace sotto::synthesis
