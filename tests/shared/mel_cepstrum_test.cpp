#include "shared/mel_cepstrum.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace sotto {
namespace {

constexpr MelCepstrum::Shape kShape{{16000}, 512, 24, {100}, {7000}, 0, 13};

std::vector<double> levels_of(std::size_t loud_bin) {
  std::vector<float> powers(257, 1e-6F);
  powers[loud_bin] = 1;
  std::vector<double> levels(24);
  MelCepstrum(kShape).band_levels(powers, levels);
  return levels;
}

TEST(MelCepstrum, ABandIsLoudWhereThePowerIs) {
  std::size_t last = 0;
  for (const std::size_t bin : {10U, 30U, 80U, 200U}) {
    const std::vector<double> levels = levels_of(bin);
    const auto loudest = static_cast<std::size_t>(std::max_element(levels.begin(), levels.end()) - levels.begin());
    EXPECT_GT(loudest, last);
    last = loudest;
  }
}

TEST(MelCepstrum, ALevelThatIsTheSameEverywhereIsCoefficientZeroAlone) {
  const std::vector<double> flat(24, 10.0);
  std::vector<double> coefficients(13);
  MelCepstrum(kShape).coefficients(flat, coefficients);
  EXPECT_NEAR(coefficients[0], 10 * 24 * std::sqrt(2.0 / 24), 1e-9);
  for (std::size_t c = 1; c < 13; ++c) EXPECT_NEAR(coefficients[c], 0, 1e-9) << c;
}

TEST(HannWindow, IsSymmetricAndAddsUpToOneByHalves) {
  const std::vector<float> window = hann_window(64);
  for (std::size_t i = 0; i < 32; ++i) {
    EXPECT_NEAR(window[i], window[63 - i], 1e-6);
    EXPECT_NEAR(window[i] + window[i + 32], 1, 1e-6);
  }
}

}  // namespace
}  // namespace sotto
