#include "mix/rain.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "shared/audio.h"
#include "shared/loudness.h"
#include "support/signals.h"
#include "support/texture.h"

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
  EXPECT_LT(std::fabs(testing::correlation(here.left, rain(2, 0, 44100).left)), 0.03);
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

/// Scenes of rain of six seconds, each made once for all tests.
const Stereo& rain_of(const document::AmbienceScene& scene) {
  constexpr std::size_t kFrames = std::size_t{1} << 18U;
  static std::deque<std::pair<document::AmbienceScene, Stereo>> made;
  for (const auto& [other, sound] : made) {
    if (other == scene) return sound;
  }
  Stereo out{std::vector<float>(kFrames), std::vector<float>(kFrames)};
  Rain(1, scene).render(0, out.left, out.right);
  return made.emplace_back(scene, std::move(out)).second;
}

constexpr std::array kSurfaces = {document::Surface::window, document::Surface::roof, document::Surface::street,
                                  document::Surface::leaves};
constexpr std::array kPlaces = {document::ListeningPosition::indoors, document::ListeningPosition::open_door,
                                document::ListeningPosition::outdoors};

std::string name_of(const document::AmbienceScene& scene) {
  return fmt::format("surface {} place {} intensity {} distance {}", static_cast<int>(scene.surface),
                     static_cast<int>(scene.place), scene.intensity, scene.distance);
}

std::vector<document::AmbienceScene> scenes() {
  std::vector<document::AmbienceScene> all;
  for (const document::Surface surface : kSurfaces) {
    for (const document::ListeningPosition place : kPlaces) all.push_back({.surface = surface, .place = place});
  }
  all.push_back({.intensity = 1, .gutters = 1});
  all.push_back({.intensity = 0.1, .distance = 1, .gutters = 0});
  return all;
}

/// Left and right hear one room: recordings of rain correlate by 0.27 to 0.81, and mono loses 0.4 to 1.7 dB.
TEST(Rain, EverySceneIsAsLoudAndStereo) {
  for (const document::AmbienceScene& scene : scenes()) {
    SCOPED_TRACE(name_of(scene));
    const Stereo& out = rain_of(scene);
    LoudnessMeter meter(2, kMasterRate);
    meter.add(testing::interleaved(out.left, out.right));
    EXPECT_NEAR(meter.integrated()->value, kRainLoudness.value, 1);
    const double sides = testing::correlation(out.left, out.right);
    EXPECT_GT(sides, 0.3);
    EXPECT_LT(sides, 0.6);
    EXPECT_NEAR(testing::rms(out.left) / testing::rms(out.right), 1, 0.1);
    EXPECT_LT(testing::mono_loss(out.left, out.right).value, 1.5);
  }
}

/// Small drops are soft, and air takes the treble of the far ones: power per hertz falls towards the top, in every
/// scene. Recordings: -0.6 to -6.9 dB an octave from 2 to 8 kHz.
TEST(Rain, FallsTowardsTheTop) {
  for (const document::AmbienceScene& scene : scenes()) {
    SCOPED_TRACE(name_of(scene));
    const Stereo& out = rain_of(scene);
    const auto level = [&](double from, double to) {
      return 10 * std::log10(testing::power_density(out.left, {from}, {to}, kMasterRate));
    };
    EXPECT_LT(testing::slope(testing::third_octaves(out.left), {2000}, {8000}), 0.1);
    EXPECT_LT(level(16000, 20000), level(8000, 16000) - 2);
    EXPECT_LT(level(15, 40), level(200, 700)) << "no rumble";
  }
}

/// Where drops fall near by, single ones stand out. Recordings: 11 to 89 peaks a second, a kurtosis of 3.3 and more,
/// and envelopes that correlate by 0.1 to 0.52. A steady noise has 0, 3.0 and 0.05.
TEST(Rain, DropsStandOut) {
  for (const document::Surface surface : kSurfaces) {
    for (const document::ListeningPosition place :
         {document::ListeningPosition::open_door, document::ListeningPosition::outdoors}) {
      const document::AmbienceScene scene{.surface = surface, .place = place};
      SCOPED_TRACE(name_of(scene));
      const Stereo& out = rain_of(scene);
      const double peaks = testing::peaks_a_second(out.left, {6});
      EXPECT_GT(peaks, 11);
      EXPECT_LT(peaks, 60);
      const double kurtosis = testing::kurtosis(out.left);
      EXPECT_GT(kurtosis, 4);
      EXPECT_LT(kurtosis, 15);
    }
    const double adjacent = testing::adjacent_correlation(
        rain_of({.surface = surface, .place = document::ListeningPosition::open_door}).left);
    EXPECT_GT(adjacent, 0.15) << static_cast<int>(surface);
    EXPECT_LT(adjacent, 0.48) << static_cast<int>(surface);
  }
  const Stereo& usual = rain_of({});
  EXPECT_GT(testing::peaks_a_second(usual.left, {6}), 15);
  EXPECT_GT(testing::kurtosis(usual.left), 4);
  EXPECT_LT(testing::peaks_a_second(rain_of({.distance = 1}).left, {6}), 8) << "far off they merge";
}

TEST(Rain, SurfacesSoundDifferent) {
  for (const document::ListeningPosition place : kPlaces) {
    std::vector<std::vector<double>> thirds;
    for (const document::Surface surface : kSurfaces) {
      thirds.push_back(testing::third_octaves(rain_of({.surface = surface, .place = place}).left));
    }
    for (std::size_t a = 0; a < thirds.size(); ++a) {
      for (std::size_t b = a + 1; b < thirds.size(); ++b) {
        EXPECT_GT(testing::apart(thirds[a], thirds[b]).value, 4)
            << a << " and " << b << " at place " << static_cast<int>(place);
      }
    }
  }
}

/// A cloudburst has larger drops, lower ones, and more of them than a drizzle, not only more level.
TEST(Rain, LightAndHeavySoundDifferent) {
  for (const document::Surface surface : kSurfaces) {
    SCOPED_TRACE(static_cast<int>(surface));
    const auto at = [&](double intensity) -> const Stereo& {
      return rain_of({.surface = surface, .place = document::ListeningPosition::open_door, .intensity = intensity});
    };
    const std::vector<float>& light = at(0.2).left;
    const std::vector<float>& heavy = at(1).left;
    EXPECT_GT(testing::apart(testing::third_octaves(light), testing::third_octaves(heavy)).value, 5.5);
    EXPECT_GT(testing::peaks_a_second(heavy, {6}), 2 * testing::peaks_a_second(light, {6}));
    EXPECT_GT(testing::kurtosis(light), testing::kurtosis(heavy));
  }
}

/// The least and the most that a scene can ask for.
TEST(Rain, DrizzlesAndPoursWithoutEnd) {
  for (const document::Surface surface : kSurfaces) {
    for (const double intensity : {0.001, 1.0}) {
      Stereo out{std::vector<float>(kSecond), std::vector<float>(kSecond)};
      Rain(1,
           {.surface = surface, .place = document::ListeningPosition::outdoors, .intensity = intensity, .gutters = 1})
          .render(0, out.left, out.right);
      for (const float sample : out.left) ASSERT_LT(std::fabs(sample), 1) << static_cast<int>(surface) << intensity;
    }
  }
}

TEST(Rain, GuttersAreHeard) {
  const std::vector<float>& dry = rain_of({.gutters = 0}).left;
  const std::vector<float>& running = rain_of({.gutters = 1}).left;
  EXPECT_GT(testing::apart(testing::third_octaves(dry), testing::third_octaves(running)).value, 1.2);
}

TEST(Rain, ScenesAreUncorrelatedRains) {
  EXPECT_LT(std::fabs(testing::correlation(rain_of({}).left, rain_of({.surface = document::Surface::roof}).left)),
            0.02);
}

TEST(Rain, APaneTakesTheTreble) {
  const auto treble = [](const Stereo& out) {
    return 10 * std::log10(testing::power_density(out.left, {6000}, {10000}, kMasterRate) /
                           testing::power_density(out.left, {200}, {700}, kMasterRate));
  };
  for (const document::Surface surface : kSurfaces) {
    const double open = treble(rain_of({.surface = surface, .place = document::ListeningPosition::open_door}));
    EXPECT_LT(treble(rain_of({.surface = surface})), open - 2) << static_cast<int>(surface);
  }
  EXPECT_LT(treble(rain_of({.distance = 1})), treble(rain_of({})) - 3);
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
