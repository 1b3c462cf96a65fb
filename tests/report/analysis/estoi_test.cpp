// ESTOI has no simple closed form. It is held to what is known of it: 1 for what is untouched, whatever its level and
// tone; lower with every decibel of noise; and about 0 for noise alone; and to what the authors' own program says.

#include "report/analysis/estoi.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "support/signals.h"

namespace sotto::analysis {
namespace {

using testing::noise;
using testing::rms;

/// Something with the rhythm of speech: syllables of a buzz whose brightness changes, with pauses between words.
std::vector<float> babble(std::size_t frames) {
  std::vector<float> sound(frames);
  double phase = 0;
  for (std::size_t i = 0; i < frames; ++i) {
    const double t = static_cast<double>(i) / kIntelligibilityRate.value;
    phase += (120 + 25 * std::sin(2 * std::numbers::pi * 0.7 * t)) / kIntelligibilityRate.value;
    double x = 0;
    for (int h = 1; h <= 30; ++h) {
      const double formant = 500 + 350 * std::sin(2 * std::numbers::pi * 2.3 * t);
      const double off = (120.0 * h - formant) / 300;
      const double upper = (120.0 * h - 2.7 * formant) / 400;
      x += (std::exp(-off * off) + 0.4 * std::exp(-upper * upper)) * std::sin(2 * std::numbers::pi * phase * h);
    }
    const double syllable = std::pow(std::max(0.0, std::sin(2 * std::numbers::pi * 1.9 * t)), 0.7);
    sound[i] = static_cast<float>(0.1 * x * (0.02 + syllable));
  }
  return sound;
}

std::vector<float> with_noise(const std::vector<float>& clean, double snr_db, std::uint64_t seed = 7) {
  std::vector<float> mixed = noise(1, clean.size(), seed);
  const double gain = rms(clean) / rms(mixed) / std::pow(10.0, snr_db / 20);
  for (std::size_t i = 0; i < clean.size(); ++i) mixed[i] = clean[i] + static_cast<float>(gain) * mixed[i];
  return mixed;
}

TEST(Intelligibility, IsOneForWhatIsUntouched) {
  const auto clean = babble(40000);
  const Estoi same = estoi(clean, clean);
  EXPECT_NEAR(same.value(), 1, 1e-3);
  EXPECT_GT(same.segments, 100U);
  auto softer = clean;
  for (float& x : softer) x *= 0.01F;
  EXPECT_NEAR(estoi(clean, softer).value(), 1, 1e-3);
}

TEST(Intelligibility, FallsWithEveryDecibelOfNoise) {
  const auto clean = babble(40000);
  double before = 1;
  for (const double snr : {30.0, 24.0, 18.0, 12.0, 6.0, 0.0, -6.0, -12.0}) {
    const double value = estoi(clean, with_noise(clean, snr)).value();
    EXPECT_LT(value, before) << snr;
    before = value;
  }
  EXPECT_LT(before, 0.25);
}

TEST(Intelligibility, IsAboutNothingForNoiseAlone) {
  const auto clean = babble(40000);
  EXPECT_NEAR(estoi(clean, noise(0.1, clean.size(), 3)).value(), 0, 0.12);
}

TEST(Intelligibility, LosesWhatIsCutOut) {
  const auto clean = babble(40000);
  auto holed = clean;
  for (std::size_t i = 12000; i < 20000; ++i) holed[i] = 0;
  const double value = estoi(clean, holed).value();
  EXPECT_LT(value, 0.9);
  EXPECT_GT(value, 0.5);
}

std::vector<float> low_passed(const std::vector<float>& sound) {
  std::vector<float> out(sound.size());
  float state = 0;
  for (std::size_t i = 0; i < sound.size(); ++i) out[i] = state += 0.3F * (sound[i] - state);
  return out;
}

std::vector<float> clipped(const std::vector<float>& sound) {
  std::vector<float> out = sound;
  for (float& x : out) x = std::clamp(x, -0.05F, 0.05F);
  return out;
}

/// With noise that comes and goes four times a second, as the measure was extended for.
std::vector<float> with_gusts(const std::vector<float>& clean) {
  std::vector<float> mixed = with_noise(clean, 0);
  for (std::size_t i = 0; i < clean.size(); ++i) {
    const double gust =
        0.5 - 0.5 * std::cos(8 * std::numbers::pi * static_cast<double>(i) / kIntelligibilityRate.value);
    mixed[i] = clean[i] + static_cast<float>(gust) * (mixed[i] - clean[i]);
  }
  return mixed;
}

/// Its middle is silent, and does not count.
std::vector<float> with_pause(std::vector<float> sound) {
  std::fill(sound.begin() + 15000, sound.begin() + 22000, 0.0F);
  return sound;
}

// What the authors' own program, estoi.m of 2016, says of these sounds (GNU Octave 7.3).
TEST(Intelligibility, IsWhatTheAuthorsProgramSays) {
  const auto clean = babble(40000);
  const auto paused = with_pause(clean);
  struct Case {
    const char* name;
    const std::vector<float>& clean;
    std::vector<float> heard;
    double value;
  };
  const std::vector<Case> cases = {
      {"noise 20", clean, with_noise(clean, 20), 0.6799},
      {"noise 10", clean, with_noise(clean, 10), 0.6015},
      {"noise 0", clean, with_noise(clean, 0), 0.4414},
      {"noise -10", clean, with_noise(clean, -10), 0.1901},
      {"gusts", clean, with_gusts(clean), 0.5308},
      {"low-passed", clean, low_passed(clean), 0.9945},
      {"clipped", clean, clipped(clean), 0.3660},
      {"a pause", paused, with_noise(paused, 10), 0.5838},
      {"noise alone", clean, noise(0.1, clean.size(), 3), -0.0089},
  };
  for (const Case& c : cases) {
    EXPECT_NEAR(estoi(c.clean, c.heard).value(), c.value, 1e-4) << c.name;
  }
}

/// Nothing but breath: what is under 2 kHz is 30 dB and more under the rest.
std::vector<float> breath(std::size_t frames) {
  const auto rhythm = babble(frames);
  std::vector<float> sound = noise(0.1, frames, 11);
  float envelope = 0;
  std::array<float, 4> low{};
  for (std::size_t i = 0; i < frames; ++i) {
    envelope += 0.01F * (std::fabs(rhythm[i]) - envelope);
    float x = sound[i] * envelope;
    for (float& state : low) x -= state += 0.7F * (x - state);
    sound[i] = x;
  }
  return sound;
}

TEST(Intelligibility, DoesNotCountBandsInWhichNothingIsSaid) {
  const auto clean = breath(40000);
  // A rumble that is 20 dB softer than the breath, where there is none of it.
  std::vector<float> rumble = noise(1, clean.size(), 5);
  for (int times = 0; times < 4; ++times) {
    float state = 0;
    for (float& x : rumble) x = state += 0.15F * (x - state);
  }
  auto heard = clean;
  const auto gain = static_cast<float>(rms(clean) / rms(rumble) / 10);
  for (std::size_t i = 0; i < heard.size(); ++i) heard[i] += gain * rumble[i];
  EXPECT_LT(estoi(clean, heard).value(), 0.85);
  EXPECT_GT(estoi(clean, heard, Decibels{25}).value(), 0.97);
  // Where something is said, noise counts as it did.
  EXPECT_LT(estoi(clean, with_noise(clean, 0), Decibels{25}).value(), 0.6);
}

TEST(Intelligibility, CountsEveryBandThatCarriesSpeech) {
  const auto clean = babble(40000);
  for (const double snr : {20.0, 0.0}) {
    const auto heard = with_noise(clean, snr);
    EXPECT_EQ(estoi(clean, heard, Decibels{60}).value(), estoi(clean, heard).value());
  }
}

TEST(Intelligibility, CannotTellOfLessThanAThirdOfASecond) {
  const auto clean = babble(3000);
  EXPECT_EQ(estoi(clean, clean).segments, 0U);
}

}  // namespace
}  // namespace sotto::analysis
