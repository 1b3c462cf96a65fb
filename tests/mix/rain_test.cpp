#include "mix/rain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "shared/audio.h"
#include "shared/loudness.h"
#include "support/signals.h"

namespace sotto::mix {
namespace {

struct Stereo {
  std::vector<float> left;
  std::vector<float> right;
  bool operator==(const Stereo&) const = default;
};

/// By an open door, where all of it is heard.
Stereo rain(int seed, std::int64_t first, std::size_t count) {
  document::AmbienceScene scene;
  scene.place = document::ListeningPosition::open_door;
  Stereo out{std::vector<float>(count), std::vector<float>(count)};
  Rain(seed, scene).render(first, out.left, out.right);
  return out;
}

constexpr std::size_t kSecond = 44100;
constexpr std::size_t kMinute = 60 * kSecond;

TEST(Rain, AnyPointInAnyOrderInAnyPieces) {
  const std::int64_t start = 30000;
  const Stereo whole = rain(7, start, 100000);
  document::AmbienceScene scene;
  scene.place = document::ListeningPosition::open_door;
  Rain other(7, scene);
  const std::vector<std::pair<std::int64_t, std::size_t>> pieces = {
      {start + 80000, 20000}, {start, 1}, {start + 1, 7}, {start + 40000, 40000}, {start + 8, 39992}};
  for (const auto& [first, count] : pieces) {
    Stereo out{std::vector<float>(count), std::vector<float>(count)};
    other.render(first, out.left, out.right);
    const auto offset = static_cast<std::ptrdiff_t>(first - start);
    EXPECT_TRUE(std::equal(out.left.begin(), out.left.end(), whole.left.begin() + offset)) << first;
    EXPECT_TRUE(std::equal(out.right.begin(), out.right.end(), whole.right.begin() + offset)) << first;
  }
}

TEST(Rain, SeedsAndFarPlacesDiffer) {
  const Stereo here = rain(1, 0, 44100);
  EXPECT_LT(std::fabs(testing::correlation(here.left, rain(2, 0, 44100).left)), 0.02);
  // A day on: the chapters' distance. And where 32 bits of a frame's number are the same again.
  EXPECT_LT(std::fabs(testing::correlation(here.left, rain(1, std::int64_t{24} * 3600 * 44100, 44100).left)), 0.02);
  EXPECT_LT(std::fabs(testing::correlation(here.left, rain(1, std::int64_t{1} << 32, 44100).left)), 0.02);
}

TEST(Rain, NeverRepeatsNearBy) {
  const Stereo rained = rain(3, 0, 12 * kSecond);
  const std::span<const float> all(rained.left);
  for (const std::size_t lag : {512U, 4096U, 8192U, 16384U, 32768U, 65536U, 131072U}) {
    const auto length = all.size() - lag;
    EXPECT_LT(std::fabs(testing::correlation(all.first(length), all.subspan(lag))), 0.02) << lag;
  }
}

TEST(Rain, ChannelsAreDecorrelated) {
  const Stereo out = rain(1, 0, 10 * kSecond);
  EXPECT_LT(std::fabs(testing::correlation(out.left, out.right)), 0.1);
  EXPECT_NEAR(testing::rms(out.left) / testing::rms(out.right), 1, 0.05);
}

TEST(Rain, IsAsLoudAsPromisedWhateverTheSeed) {
  for (int seed = 1; seed <= 3; ++seed) {
    const Stereo out = rain(seed, 1'000'000, kMinute);
    LoudnessMeter meter(2, kMasterRate);
    meter.add(testing::interleaved(out.left, out.right));
    EXPECT_NEAR(meter.integrated()->value, kRainLoudness.value, 0.5) << seed;
    EXPECT_LT(meter.range().value, 4) << seed;
    EXPECT_LT(*std::max_element(out.left.begin(), out.left.end()), 1) << seed;
  }
}

TEST(Rain, LeavesTheConsonantsToTheVoice) {
  const Stereo out = rain(1, 0, 10 * kSecond);
  const double speech = testing::power_density(out.left, {1200}, {3800}, kMasterRate);
  EXPECT_GT(10 * std::log10(testing::power_density(out.left, {200}, {700}, kMasterRate) / speech), 6);
  EXPECT_GT(10 * std::log10(testing::power_density(out.left, {6000}, {10000}, kMasterRate) / speech), 3);
  EXPECT_LT(10 * std::log10(testing::power_density(out.left, {15}, {40}, kMasterRate) / speech), 0);
}

std::vector<document::AmbienceScene> scenes() {
  std::vector<document::AmbienceScene> all;
  for (const document::Surface surface :
       {document::Surface::window, document::Surface::roof, document::Surface::street, document::Surface::leaves}) {
    for (const document::ListeningPosition place :
         {document::ListeningPosition::indoors, document::ListeningPosition::open_door,
          document::ListeningPosition::outdoors}) {
      all.push_back({.surface = surface, .place = place});
    }
  }
  all.push_back({.intensity = 1, .gutters = 1});
  all.push_back({.intensity = 0.1, .distance = 1, .gutters = 0});
  return all;
}

Stereo rain_of(const document::AmbienceScene& scene) {
  Stereo out{std::vector<float>(6 * kSecond), std::vector<float>(6 * kSecond)};
  Rain(1, scene).render(0, out.left, out.right);
  return out;
}

TEST(Rain, EverySceneIsAsLoudAndStereoAndLeavesTheConsonantsToTheVoice) {
  for (const document::AmbienceScene& scene : scenes()) {
    SCOPED_TRACE(::testing::PrintToString(static_cast<int>(scene.surface) * 10 + static_cast<int>(scene.place)));
    const Stereo out = rain_of(scene);
    LoudnessMeter meter(2, kMasterRate);
    meter.add(testing::interleaved(out.left, out.right));
    EXPECT_NEAR(meter.integrated()->value, kRainLoudness.value, 1);
    EXPECT_LT(std::fabs(testing::correlation(out.left, out.right)), 0.2);
    const double speech = testing::power_density(out.left, {1200}, {3800}, kMasterRate);
    EXPECT_GT(10 * std::log10(testing::power_density(out.left, {200}, {700}, kMasterRate) / speech), 3);
  }
}

/// Small drops are soft, and air takes the treble of the far ones: power per hertz falls towards the top, in every
/// scene. Noise that does not is hiss.
TEST(Rain, FallsTowardsTheTop) {
  for (const document::AmbienceScene& scene : scenes()) {
    SCOPED_TRACE(::testing::PrintToString(static_cast<int>(scene.surface) * 10 + static_cast<int>(scene.place)));
    const Stereo out = rain_of(scene);
    const auto level = [&](double from, double to) {
      const auto some = std::span(out.left).first(kSecond);
      return 10 * std::log10(testing::power_density(some, {from}, {to}, kMasterRate));
    };
    const double first = level(4000, 8000);
    const double second = level(8000, 16000);
    const double last = level(16000, 20000);
    EXPECT_LT(level(5657, 8000) - level(4000, 5657), 2.5) << "dB, half an octave, out of the hollow for the voice";
    EXPECT_LT(second - first, -1) << "dB an octave";
    EXPECT_GT(second - first, -10) << "dB an octave";
    EXPECT_LT(last - second, -8) << "dB in the last two thirds of an octave";
  }
}

TEST(Rain, ScenesAreUncorrelatedRains) {
  const Stereo window = rain_of({});
  const Stereo roof = rain_of({.surface = document::Surface::roof});
  EXPECT_LT(std::fabs(testing::correlation(window.left, roof.left)), 0.02);
}

TEST(Rain, APaneTakesTheTreble) {
  const auto treble = [](const Stereo& out) {
    return 10 * std::log10(testing::power_density(out.left, {6000}, {10000}, kMasterRate) /
                           testing::power_density(out.left, {200}, {700}, kMasterRate));
  };
  const double open = treble(rain_of({.place = document::ListeningPosition::open_door}));
  EXPECT_LT(treble(rain_of({.place = document::ListeningPosition::indoors})), open - 9);
  EXPECT_GT(treble(rain_of({.place = document::ListeningPosition::outdoors})), open);
  EXPECT_LT(treble(rain_of({.distance = 1})), open - 3);
}

/// A seam would be a step where the runs meet: the difference of neighbouring frames is no larger there than elsewhere.
TEST(Rain, HasNoSeam) {
  const std::size_t run = 8192;
  const Stereo out = rain(5, 0, 200 * run);
  double at_seams = 0;
  double elsewhere = 0;
  std::size_t others = 0;
  for (std::size_t i = 1; i < out.left.size(); ++i) {
    const double step = out.left[i] - out.left[i - 1];
    if (i % run == 0) {
      at_seams += step * step;
    } else {
      elsewhere += step * step;
      ++others;
    }
  }
  const double ratio = (at_seams / 199) / (elsewhere / static_cast<double>(others));
  EXPECT_GT(ratio, 0.6);
  EXPECT_LT(ratio, 1.5);
}

}  // namespace
}  // namespace sotto::mix
