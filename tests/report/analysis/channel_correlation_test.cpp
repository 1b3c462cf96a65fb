#include "report/analysis/channel_correlation.h"

#include <gtest/gtest.h>

#include "support/signals.h"

namespace sotto::analysis {
namespace {

std::optional<double> correlation(std::vector<float> left, std::vector<float> right) {
  Sound sound(left.size());
  sound.channels = {std::move(left), std::move(right)};
  ChannelCorrelation correlation;
  correlation.add(sound);
  correlation.add(sound);
  return correlation.value();
}

TEST(ChannelCorrelation, IsBetweenOneAndMinusOne) {
  const std::vector<float> noise = sotto::testing::noise(0.2, 44100, 1);
  std::vector<float> inverted = noise;
  for (float& x : inverted) x *= -0.5F;
  EXPECT_NEAR(*correlation(noise, noise), 1, 1e-9);
  EXPECT_NEAR(*correlation(noise, inverted), -1, 1e-6);
  EXPECT_NEAR(*correlation(noise, sotto::testing::noise(0.2, 44100, 2)), 0, 0.02);
}

TEST(ChannelCorrelation, IsNoneOfAChannelThatIsSilent) {
  EXPECT_EQ(correlation(std::vector<float>(100), sotto::testing::noise(0.2, 100, 2)), std::nullopt);
}

}  // namespace
}  // namespace sotto::analysis
