#include "publish/dither.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "support/signals.h"

namespace sotto::publish {
namespace {

std::vector<std::int16_t> quantised(const std::vector<float>& in, std::int64_t first = 0) {
  std::vector<std::int16_t> out(in.size());
  quantise(in, first, out);
  return out;
}

TEST(Dither, NoiseIsTriangularAndWhite) {
  constexpr std::size_t kCount = 400000;
  std::vector<float> noise(kCount);
  std::array<int, 8> histogram{};
  for (std::uint32_t i = 0; i < kCount; ++i) {
    noise[i] = triangular_noise(i);
    ASSERT_LT(std::fabs(noise[i]), 1);
    ++histogram[static_cast<std::size_t>((noise[i] + 1) * 4)];
  }
  // Variance of the triangle from -1 to 1.
  EXPECT_NEAR(testing::rms(noise), std::sqrt(1.0 / 6), 0.002);
  const std::array<double, 8> shares = {1, 3, 5, 7, 7, 5, 3, 1};
  for (std::size_t i = 0; i < 8; ++i)
    EXPECT_NEAR(histogram[i] / static_cast<double>(kCount), shares[i] / 32, 0.003) << i;
  const std::span<const float> all(noise);
  for (const std::size_t lag : {1U, 2U, 3U, 64U, 8192U}) {
    EXPECT_LT(std::fabs(testing::correlation(all.first(kCount - lag), all.subspan(lag))), 0.01) << lag;
  }
}

TEST(Dither, ErrorIsSteadyAndWithoutBias) {
  // Total error of TPDF dither: a third of a step's square... 1/6 from the dither, 1/12 from the rounding, for any
  // level.
  for (const double level : {0.0, 0.25, 0.5, 0.37}) {
    const std::vector<float> in(200000, static_cast<float>((100 + level) / 32768));
    const auto out = quantised(in);
    double sum = 0;
    double squares = 0;
    for (const std::int16_t word : out) {
      const double error = word - (100 + level);
      sum += error;
      squares += error * error;
    }
    EXPECT_NEAR(sum / 200000, 0, 0.005) << level;
    EXPECT_NEAR(squares / 200000, 1.0 / 4, 0.005) << level;
  }
}

TEST(Dither, ASineBelowOneStepSurvives) {
  const auto in = testing::sine({1000}, 0.4 / 32768, 88200, {44100});
  const auto out = quantised(in);
  std::vector<float> back;
  back.reserve(out.size());
  for (const std::int16_t word : out) back.push_back(static_cast<float>(word) / 32768.0F);
  EXPECT_NEAR(testing::amplitude_at(back, {1000}, {44100}) * 32768, 0.4, 0.02);
  // No harmonic stands out of the noise.
  EXPECT_LT(testing::amplitude_at(back, {3000}, {44100}) * 32768, 0.02);
}

TEST(Dither, FullScaleClipsInsteadOfWrapping) {
  for (const std::int16_t word : quantised(std::vector<float>(100, 1.5F))) EXPECT_EQ(word, 32767);
  for (const std::int16_t word : quantised(std::vector<float>(100, -1.5F))) EXPECT_EQ(word, -32768);
}

TEST(Dither, DependsOnThePlaceAlone) {
  const auto in = testing::noise(0.5, 1000);
  const auto whole = quantised(in, 70);
  std::vector<std::int16_t> pieces(in.size());
  for (std::size_t i = 0; i < in.size(); i += 7) {
    const std::size_t count = std::min<std::size_t>(7, in.size() - i);
    quantise(std::span(in).subspan(i, count), 70 + static_cast<std::int64_t>(i), std::span(pieces).subspan(i, count));
  }
  EXPECT_EQ(pieces, whole);
  EXPECT_NE(quantised(in, 71), whole);
}

}  // namespace
}  // namespace sotto::publish
