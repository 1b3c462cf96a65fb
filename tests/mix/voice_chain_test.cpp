#include "mix/voice_chain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "shared/audio.h"
#include "support/signals.h"

namespace sotto::mix {
namespace {

/// Nothing shapes the sound but what a test turns on.
cast::Tone dry() {
  cast::Tone tone;
  tone.high_pass = {0};
  return tone;
}

synthesis::Take take_of(const std::vector<float>& samples, Hertz rate = testing::kTakeRate) {
  synthesis::Take take{rate, {}, {}};
  take.samples.reserve(samples.size());
  for (const float x : samples) take.samples.push_back(static_cast<std::int16_t>(std::lround(x * 32767)));
  return take;
}

StereoClip rendered(const cast::Tone& tone, double pan, const std::vector<float>& samples, float gain = 1) {
  StereoClip clip;
  VoiceChain().render(tone, Pan(pan), take_of(samples), gain, clip);
  return clip;
}

/// The level of a tone through the chain, in dB, both sides' powers added.
double gain_at(const cast::Tone& tone, double pan, double frequency) {
  const StereoClip clip = rendered(tone, pan, testing::sine({frequency}, 0.5, 22050, testing::kTakeRate));
  const auto level = [&](const std::vector<float>& side) {
    return testing::amplitude_at(std::span(side).subspan(8000, 30000), {frequency}, kMasterRate) / 0.5;
  };
  return decibels(std::hypot(level(clip.left), level(clip.right))).value;
}

TEST(Pan, IsOfConstantPower) {
  for (int step = -8; step <= 8; ++step) {
    const double position = step / 8.0;
    const Pan pan(position);
    EXPECT_NEAR(pan.left * pan.left + pan.right * pan.right, 1, 1e-6) << position;
    EXPECT_GE(pan.left, -1e-6);
    EXPECT_GE(pan.right, -1e-6);
  }
  EXPECT_NEAR(Pan(0).left, std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(Pan(0).right, Pan(0).left, 1e-6);
  EXPECT_NEAR(Pan(-1).right, 0, 1e-6);
  EXPECT_NEAR(Pan(1).left, 0, 1e-6);
  EXPECT_GT(Pan(0.2).right, Pan(0.2).left);
}

TEST(VoiceChain, DryIsAsLoudWhereverItStands) {
  for (const double pan : {-1.0, -0.3, 0.0, 0.5, 1.0}) {
    for (const double frequency : {100.0, 1000.0, 8000.0}) EXPECT_NEAR(gain_at(dry(), pan, frequency), 0, 0.02) << pan;
  }
}

TEST(VoiceChain, ToneShapes) {
  const cast::Tone tone{.high_pass = {100}, .low_shelf = {{250}, {3}}, .high_shelf = {{5000}, {-6}}};
  EXPECT_NEAR(gain_at(tone, 0, 50), -12.3 + 3, 0.4);
  EXPECT_NEAR(gain_at(tone, 0, 1200), 0, 0.2);
  EXPECT_NEAR(gain_at(tone, 0, 9000), -6, 0.3);
}

TEST(VoiceChain, BandsAndBrightnessShape) {
  cast::Tone tone = dry();
  tone.bands = {{{400}, {-6}, 2}, {{3000}, {4}, 1}};
  EXPECT_NEAR(gain_at(tone, 0, 400), -6, 0.1);
  EXPECT_NEAR(gain_at(tone, 0, 3000), 4, 0.1);
  EXPECT_NEAR(gain_at(tone, 0, 80), 0, 0.2);
  cast::Tone bright = dry();
  bright.brightness = {6};
  EXPECT_NEAR(gain_at(bright, 0, 200), 0, 0.1);
  EXPECT_NEAR(gain_at(bright, 0, 1500), 3, 0.2);
  EXPECT_NEAR(gain_at(bright, 0, 8000), 6, 0.2);
}

TEST(VoiceChain, EveryFilterAtOnce) {
  cast::Tone tone{.high_pass = {60}, .low_shelf = {{200}, {2}}, .high_shelf = {{6000}, {-3}}, .brightness = {2}};
  for (std::size_t i = 0; i < cast::kMostBands; ++i)
    tone.bands.push_back({{500.0 * static_cast<double>(i + 1)}, {-1}, 2});
  EXPECT_LT(gain_at(tone, 0, 1000), 0);
}

TEST(VoiceChain, TheTakeStandsWhereItStood) {
  std::vector<float> click(2000);
  click[1000] = 0.5F;
  const StereoClip clip = rendered(dry(), 0, click);
  ASSERT_EQ(clip.frames(), 4000 + VoiceChain::kTail);
  const auto loudest = std::max_element(clip.left.begin(), clip.left.end()) - clip.left.begin();
  EXPECT_EQ(loudest, 2000);
}

TEST(VoiceChain, RoomsEchoesComeWhenAndAsLoudAsTheyShould) {
  std::vector<float> click(4000);
  click[1000] = 0.5F;
  cast::Tone wet = dry();
  wet.room = 0.5;
  const StereoClip direct = rendered(dry(), 0, click);
  StereoClip clip = rendered(wet, 0, click);
  for (std::size_t i = 0; i < clip.frames(); ++i) {
    clip.left[i] -= direct.left[i];
    clip.right[i] -= direct.right[i];
  }
  const auto energy = [](const std::vector<float>& side, std::size_t first, std::size_t end) {
    double sum = 0;
    for (std::size_t i = first; i < end; ++i) sum += static_cast<double>(side[i]) * side[i];
    return sum;
  };
  // Nothing before the first wall, nothing after the last, nearly everything near the echoes.
  EXPECT_LT(energy(clip.left, 0, 2000 + SmallRoom::kLeft.front().delay - 50), 1e-9);
  EXPECT_LT(energy(clip.right, 2000 + SmallRoom::kRight.back().delay + 54, clip.frames()), 1e-9);
  double near = 0;
  double gains = 0;
  for (const Reflection& echo : SmallRoom::kLeft) {
    near += energy(clip.left, 2000 + echo.delay - 8, 2000 + echo.delay + 13);
    gains += static_cast<double>(echo.gain) * echo.gain;
  }
  EXPECT_GT(near / energy(clip.left, 0, clip.frames()), 0.98);
  // The walls' filter (1/4, 1/2, 1/4) passes 0.375 of a click's energy; the room is at one half.
  const double direct_energy = energy(direct.left, 0, direct.frames());
  EXPECT_NEAR(near / (direct_energy * 0.25 * gains), 0.375, 0.05);
}

TEST(VoiceChain, SidesOfTheRoomDiffer) {
  cast::Tone wet = dry();
  wet.room = 1;
  const auto speechlike = testing::noise(0.3, 22050);
  const StereoClip direct = rendered(dry(), 0, speechlike);
  const StereoClip clip = rendered(wet, 0, speechlike);
  EXPECT_NEAR(testing::correlation(direct.left, direct.right), 1, 1e-6);
  EXPECT_LT(testing::correlation(clip.left, clip.right), 0.98);
  // Folded to mono nothing is lost.
  EXPECT_GT(testing::correlation(clip.left, clip.right), 0.5);
}

TEST(VoiceChain, FoldedToMonoNoBandOfTheVoiceIsLost) {
  // Pink-ish speech band noise: every third of an octave counts the same.
  const auto speechlike = testing::noise(0.3, 22050);
  for (const double room : {0.15, 0.5}) {
    for (const double pan : {0.18, -0.4}) {
      cast::Tone tone = dry();
      tone.room = room;
      const StereoClip clip = rendered(tone, pan, speechlike);
      std::vector<float> mono(clip.frames());
      for (std::size_t i = 0; i < mono.size(); ++i) mono[i] = (clip.left[i] + clip.right[i]) * std::sqrt(0.5F);
      for (int third = 0; third <= 18; ++third) {
        const double centre = 125 * std::pow(2.0, third / 3.0);
        const Hertz from{centre / std::pow(2.0, 1.0 / 6)};
        const Hertz to{centre * std::pow(2.0, 1.0 / 6)};
        const auto power = [&](const std::vector<float>& side) {
          return testing::power_density(side, from, to, kMasterRate);
        };
        const double loss = 10 * std::log10(power(mono) / (power(clip.left) + power(clip.right)));
        EXPECT_GT(loss, -1.5) << "room " << room << ", pan " << pan << ", " << centre << " Hz";
      }
      EXPECT_GT(testing::correlation(clip.left, clip.right), 0.7) << room << " " << pan;
    }
  }
}

TEST(VoiceChain, EndsAreSoftAndShortTakesLive) {
  const StereoClip clip = rendered(dry(), 0, std::vector<float>(2205, 0.5F));
  EXPECT_LT(std::fabs(clip.left[0]), 0.001);
  EXPECT_NEAR(clip.left[2000], 0.5 * std::sqrt(0.5), 0.001);
  for (const std::size_t length : {0U, 1U, 2U, 5U}) {
    EXPECT_EQ(rendered(dry(), 0, std::vector<float>(length, 0.5F)).frames(), 2 * length + VoiceChain::kTail);
  }
  cast::Tone wet = dry();
  wet.room = 1;
  EXPECT_EQ(testing::rms(rendered(wet, 0, {}).left), 0);
}

TEST(VoiceChain, ATakeLeavesNoTraceInTheNext) {
  const cast::Tone tone{.high_pass = {80},
                        .bands = {{{400}, {-2}, 1}},
                        .low_shelf = {{200}, {2}},
                        .high_shelf = {{6000}, {-3}},
                        .brightness = {2},
                        .de_ess = {{5000}, {-15}, {6}},
                        .compress = {{-3}, 2},
                        .tremor = {1},
                        .room = 0.4};
  const auto first = take_of(testing::noise(0.5, 3000, 1));
  const auto second = take_of(testing::noise(0.5, 2000, 2));
  VoiceChain chain;
  StereoClip clip;
  chain.render(tone, Pan(-0.3), first, 1, clip);
  chain.render(tone, Pan(0.2), second, 0.7F, clip);
  StereoClip alone;
  VoiceChain().render(tone, Pan(0.2), second, 0.7F, alone);
  EXPECT_EQ(clip.left, alone.left);
  EXPECT_EQ(clip.right, alone.right);
}

class RateOfATake : public ::testing::TestWithParam<double> {};

TEST_P(RateOfATake, ChangesNeitherPitchNorLevelNorPlace) {
  // A tone that begins and ends inside the take, with a word's worth of silence before it.
  const Hertz rate{GetParam()};
  const auto at = [&](double seconds) { return static_cast<std::size_t>(frames({seconds}, rate)); };
  constexpr double kBegin = 0.3;
  constexpr double kEnd = 0.7;
  constexpr Hertz kTone{440};
  std::vector<float> sound = testing::sine(kTone, 0.5, at(1), rate);
  std::fill(sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(at(kBegin)), 0.0F);
  std::fill(sound.begin() + static_cast<std::ptrdiff_t>(at(kEnd)), sound.end(), 0.0F);
  StereoClip clip;
  VoiceChain().render(dry(), Pan(0), take_of(sound, rate), 1, clip);

  EXPECT_EQ(clip.frames(), static_cast<std::size_t>(kMasterRate.value) + VoiceChain::kTail);
  const auto master = [](double seconds) { return static_cast<std::size_t>(frames({seconds}, kMasterRate)); };
  const std::span<const float> inside = std::span(clip.left).subspan(master(0.35), master(0.3));
  EXPECT_NEAR(testing::amplitude_at(inside, kTone, kMasterRate), 0.5 / std::numbers::sqrt2, 0.002);
  // The phase of the tone after half a second tells the place to a hundredth of a frame.
  const auto expected = testing::sine(kTone, 0.5 / std::numbers::sqrt2, clip.frames(), kMasterRate);
  double worst = 0;
  for (std::size_t i = master(0.35); i < master(0.65); ++i) {
    worst = std::max(worst, std::fabs(static_cast<double>(clip.left[i]) - static_cast<double>(expected[i])));
  }
  EXPECT_LT(worst, 0.002);
  const auto level = [&](double from, double to) {
    return testing::rms(std::span(clip.left).subspan(master(from), master(to - from)));
  };
  EXPECT_LT(level(0, kBegin - 0.01), 1e-4);
  EXPECT_LT(level(kEnd + 0.01, 1), 1e-4);
  EXPECT_GT(level(kBegin, kBegin + 0.01), 0.2);
  EXPECT_GT(level(kEnd - 0.01, kEnd), 0.2);
}

TEST_P(RateOfATake, LeavesTheToneOfAVoiceAsItIs) {
  const Hertz rate{GetParam()};
  cast::Tone tone = dry();
  tone.bands = {{{1000}, {6}, 1}};
  tone.high_shelf = {{10000}, {-18}};  // what 16 kHz cannot hold is left out, and makes no noise
  tone.de_ess = {{10000}, {-18}, {6}};
  tone.compress = {{20}, 2};
  StereoClip clip;
  const auto length = static_cast<std::size_t>(rate.value);
  VoiceChain().render(tone, Pan(0), take_of(testing::sine({1000}, 0.1, length, rate), rate), 1, clip);
  const std::span<const float> inside = std::span(clip.left).subspan(8000, 30000);
  EXPECT_NEAR(decibels(testing::amplitude_at(inside, {1000}, kMasterRate) * std::numbers::sqrt2 / 0.1).value, 6, 0.1);
}

INSTANTIATE_TEST_SUITE_P(VoiceChain, RateOfATake, ::testing::Values(16000, 22050, 24000, 44100, 48000));

}  // namespace
}  // namespace sotto::mix
