// Filters by their response to sines.

#include "mix/biquad.h"

#include <gtest/gtest.h>

#include <vector>

#include "support/signals.h"

namespace sotto::mix {
namespace {

constexpr Hertz kRate{22050};

double gain_at(const Biquad& filter, double frequency) {
  auto samples = testing::sine({frequency}, 0.5, 22050, kRate);
  BiquadCascade cascade;
  cascade.add(filter);
  cascade.run(samples);
  const auto settled = std::span<const float>(samples).subspan(6000);
  return decibels(testing::amplitude_at(settled, {frequency}, kRate) / 0.5).value;
}

TEST(Biquad, HighPass) {
  const Biquad filter = high_pass({80}, kRate);
  EXPECT_NEAR(gain_at(filter, 80), -3.01, 0.05);
  EXPECT_NEAR(gain_at(filter, 40), -12.3, 0.1);
  EXPECT_NEAR(gain_at(filter, 1000), 0, 0.01);
}

TEST(Biquad, LowPass) {
  const Biquad filter = low_pass({2000}, kRate, 0.5);
  EXPECT_NEAR(gain_at(filter, 100), 0, 0.05);
  EXPECT_NEAR(gain_at(filter, 2000), -6.02, 0.05);
  EXPECT_NEAR(gain_at(low_pass({2000}, kRate), 2000), -3.01, 0.05);
  EXPECT_LT(gain_at(filter, 8000), -24);
}

TEST(Biquad, Shelves) {
  for (const double gain : {-9.0, -3.0, 4.0}) {
    const Biquad low = low_shelf({200}, {gain}, kRate);
    EXPECT_NEAR(gain_at(low, 25), gain, 0.1) << gain;
    EXPECT_NEAR(gain_at(low, 200), gain / 2, 0.05) << gain;
    EXPECT_NEAR(gain_at(low, 3000), 0, 0.05) << gain;
    const Biquad high = high_shelf({3000}, {gain}, kRate);
    EXPECT_NEAR(gain_at(high, 200), 0, 0.05) << gain;
    EXPECT_NEAR(gain_at(high, 3000), gain / 2, 0.05) << gain;
    EXPECT_NEAR(gain_at(high, 10500), gain, 0.1) << gain;
  }
}

TEST(Biquad, Bell) {
  const Biquad filter = bell({1000}, {6}, 1, kRate);
  EXPECT_NEAR(gain_at(filter, 1000), 6, 0.02);
  EXPECT_NEAR(gain_at(filter, 60), 0, 0.1);
  EXPECT_NEAR(gain_at(filter, 9000), 0, 0.1);
}

TEST(BiquadCascade, AddsItsFilters) {
  BiquadCascade both;
  both.add(high_pass({100}, kRate));
  both.add(bell({500}, {-6}, 0.7, kRate));
  auto samples = testing::noise(0.5, 5000);
  auto in_turn = samples;
  both.run(samples);
  for (const Biquad& filter : {high_pass({100}, kRate), bell({500}, {-6}, 0.7, kRate)}) {
    BiquadCascade one;
    one.add(filter);
    one.run(in_turn);
  }
  for (std::size_t i = 0; i < samples.size(); ++i) ASSERT_NEAR(samples[i], in_turn[i], 1e-6);
}

TEST(BiquadCascade, EmptyHandsThroughAndResetForgets) {
  const auto samples = testing::noise(0.5, 1000);
  auto out = samples;
  BiquadCascade().run(out);
  EXPECT_EQ(out, samples);

  BiquadCascade cascade;
  cascade.add(high_pass({80}, kRate));
  auto first = samples;
  cascade.run(first);
  cascade.reset();
  auto second = samples;
  cascade.run(second);
  EXPECT_EQ(first, second);
}

TEST(BiquadCascade, BlocksOfAnySizeGiveTheSame) {
  const auto samples = testing::noise(0.5, 1000);
  BiquadCascade cascade;
  cascade.add(high_pass({80}, kRate));
  cascade.add(high_shelf({4000}, {3}, kRate));
  auto whole = samples;
  cascade.run(whole);
  cascade.reset();
  auto pieces = samples;
  for (std::size_t i = 0; i < pieces.size(); i += 7) {
    cascade.run(std::span(pieces).subspan(i, std::min<std::size_t>(7, pieces.size() - i)));
  }
  EXPECT_EQ(pieces, whole);
}

}  // namespace
}  // namespace sotto::mix
