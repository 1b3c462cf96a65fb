#include "mix/dynamics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "shared/audio.h"
#include "support/signals.h"

namespace sotto::mix {
namespace {

constexpr cast::DeEss kNoDeEss;
constexpr cast::Compression kNoCompression;

std::vector<float> through(const cast::DeEss& de_ess, const cast::Compression& compress, Decibels tremor,
                           std::vector<float> samples) {
  Dynamics().run(samples, testing::kTakeRate, de_ess, compress, tremor);
  return samples;
}

std::vector<float> joined(const std::vector<std::vector<float>>& parts) {
  std::vector<float> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

double level(std::span<const float> samples) { return 20 * std::log10(testing::rms(samples)); }

TEST(Dynamics, TurnedOffTheyTouchNothing) {
  const auto sound = testing::noise(0.5, 5000);
  EXPECT_EQ(through(kNoDeEss, kNoCompression, {0}, sound), sound);
  EXPECT_TRUE(through({{5000}, {-12}, {6}}, {{0}, 2}, {1}, {}).empty());
  const std::vector<float> silence(5000, 0.0F);
  EXPECT_EQ(through({{5000}, {-12}, {6}}, {{0}, 2}, {1}, silence), silence);
}

TEST(Dynamics, CompressionTakesItsShareOfWhatIsOverTheMean) {
  // A quiet second, then half a second 12 dB louder: the mean lies 8 dB under the louder part.
  const auto quiet = testing::sine({300}, 0.1, 22050, testing::kTakeRate);
  const auto loud = testing::sine({300}, 0.4, 11025, testing::kTakeRate);
  const auto sound = joined({quiet, loud, quiet});
  const double mean = 10 * std::log10((2 * 0.01 + 0.5 * 0.16) / 2.5);
  const double excess = 20 * std::log10(0.4) - mean;
  for (const double ratio : {1.5, 2.0, 4.0}) {
    const auto out = through(kNoDeEss, {{0}, ratio}, {0}, sound);
    const auto in_loud = std::span(out).subspan(22050 + 3000, 5000);
    EXPECT_NEAR(level(in_loud), 20 * std::log10(0.4 / std::sqrt(2)) - excess * (1 - 1 / ratio), 0.2) << ratio;
    // What is under the threshold by more than the knee stays as it was.
    const auto in_quiet = std::span(out).subspan(3000, 15000);
    EXPECT_NEAR(level(in_quiet), level(std::span(sound).subspan(3000, 15000)), 0.05) << ratio;
  }
}

TEST(Dynamics, ALouderTakeStaysAsMuchLouder) {
  const auto sound =
      joined({testing::noise(0.05, 8000, 1), testing::noise(0.2, 3000, 2), testing::noise(0.02, 5000, 3)});
  std::vector<float> louder = sound;
  for (float& x : louder) x *= 4;
  const cast::DeEss de_ess{{5000}, {-12}, {6}};
  const auto a = through(de_ess, {{0}, 2}, {0}, sound);
  const auto b = through(de_ess, {{0}, 2}, {0}, louder);
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_NEAR(b[i], 4 * a[i], 1e-5) << i;
}

TEST(Dynamics, NothingOvershootsWhereALoudPartBegins) {
  const auto sound = joined(
      {testing::sine({300}, 0.05, 22050, testing::kTakeRate), testing::sine({300}, 0.5, 22050, testing::kTakeRate)});
  const auto out = through(kNoDeEss, {{-3}, 4}, {0}, sound);
  const float settled = *std::max_element(out.begin() + 35000, out.begin() + 40000);
  const float at_onset = *std::max_element(out.begin() + 22050, out.begin() + 22600);
  EXPECT_LT(20 * std::log10(at_onset / settled), 4) << "a gain that chases would be 9 dB late";
}

TEST(Dynamics, DeEssingTakesTheTrebleWhereItSticksOutAndNowhereElse) {
  const auto vowel = testing::sine({200}, 0.3, 22050, testing::kTakeRate);
  const auto hiss = testing::sine({7000}, 0.2, 4000, testing::kTakeRate);
  const auto sound = joined({vowel, hiss, vowel});
  const auto out = through({{5000}, {-12}, {6}}, kNoCompression, {0}, sound);
  EXPECT_NEAR(level(std::span(out).subspan(2000, 18000)), level(std::span(sound).subspan(2000, 18000)), 0.05);
  const auto in_hiss = std::span(out).subspan(22050 + 1000, 2000);
  const double taken = level(in_hiss) - level(std::span(sound).subspan(22050 + 1000, 2000));
  EXPECT_LT(taken, -3.0);
  EXPECT_GT(taken, -6.0) << "never more than it may";
  // Quiet treble is left alone.
  const auto faint = joined({vowel, testing::sine({7000}, 0.02, 4000, testing::kTakeRate), vowel});
  const auto kept = through({{5000}, {-12}, {6}}, kNoCompression, {0}, faint);
  EXPECT_NEAR(level(std::span(kept).subspan(23050, 2000)), level(std::span(faint).subspan(23050, 2000)), 0.05);
}

TEST(Dynamics, TremorTremblesAsDeepAsItShould) {
  const auto out =
      through(kNoDeEss, kNoCompression, {3}, testing::sine({300}, 0.3, std::size_t{4} * 22050, testing::kTakeRate));
  std::vector<double> levels;
  for (std::size_t at = 0; at + 441 <= out.size(); at += 441) levels.push_back(level(std::span(out).subspan(at, 441)));
  const double mean = level(testing::sine({300}, 0.3, std::size_t{4} * 22050, testing::kTakeRate));
  EXPECT_NEAR(*std::max_element(levels.begin(), levels.end()) - mean, 3, 0.5);
  EXPECT_NEAR(*std::min_element(levels.begin(), levels.end()) - mean, -3, 0.5);
  int crossings = 0;
  for (std::size_t i = 1; i < levels.size(); ++i) crossings += (levels[i] > mean) != (levels[i - 1] > mean);
  EXPECT_NEAR(crossings, 2 * 5.2 * 4, 6) << "five times a second";
}

}  // namespace
}  // namespace sotto::mix
