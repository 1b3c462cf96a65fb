#include "shared/fourier.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "support/signals.h"

namespace sotto {
namespace {

TEST(Fourier, PutsASineIntoItsBin) {
  Fourier fourier(64);
  ASSERT_EQ(fourier.bins().size(), 33U);
  for (std::size_t i = 0; i < 64; ++i) {
    fourier.samples()[i] = static_cast<float>(std::cos(2 * std::numbers::pi * 5 * static_cast<double>(i) / 64));
  }
  fourier.forward();
  for (std::size_t k = 0; k < 33; ++k) EXPECT_NEAR(std::abs(fourier.bins()[k]), k == 5 ? 32 : 0, 1e-3) << k;
}

TEST(Fourier, ThereAndBackMultipliesByTheSize) {
  Fourier fourier(128);
  const std::vector<float> sound = sotto::testing::noise(0.5, 128, 3);
  std::copy(sound.begin(), sound.end(), fourier.samples().begin());
  fourier.forward();
  fourier.inverse();
  for (std::size_t i = 0; i < 128; ++i) EXPECT_NEAR(fourier.samples()[i], 128 * sound[i], 1e-3);
}

TEST(Fourier, CorrelationIsOneWhereThePatternLies) {
  std::vector<float> sound = sotto::testing::noise(0.1, 4000, 4);
  const std::vector<float> pattern(sound.begin() + 1234, sound.begin() + 1734);
  const std::vector<float> like = correlate(sound, pattern);
  ASSERT_EQ(like.size(), 3501U);
  EXPECT_EQ(std::max_element(like.begin(), like.end()) - like.begin(), 1234);
  EXPECT_NEAR(like[1234], 1, 1e-4);
  // However loud it is there.
  for (float& x : sound) x *= 0.1F;
  EXPECT_NEAR(correlate(sound, pattern)[1234], 1, 1e-4);
  std::fill(sound.begin(), sound.end(), 0.0F);
  EXPECT_EQ(correlate(sound, pattern)[1234], 0);
}

TEST(Fourier, AutocorrelationTellsThePeriod) {
  std::vector<float> sound(4000);
  for (std::size_t i = 0; i < sound.size(); ++i)
    sound[i] = static_cast<float>(std::sin(static_cast<double>(i) * 2 * std::numbers::pi / 50));
  const std::vector<float> alike = autocorrelation(sound);
  EXPECT_NEAR(alike[0], 1, 1e-5);
  EXPECT_GT(alike[50], 0.95);
  EXPECT_LT(alike[25], -0.95);
}

}  // namespace
}  // namespace sotto
