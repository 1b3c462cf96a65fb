#include "shared/portable_math.h"

#include <gtest/gtest.h>

#include <cmath>

namespace sotto {
namespace {

TEST(PortableMathTest, ExponentialsAreThoseOfTheLibrary) {
  for (int i = -300; i <= 300; ++i) {
    const double x = 0.137 * i;
    EXPECT_NEAR(portable_exp(x) / std::exp(x), 1, 1e-12) << x;
  }
  EXPECT_EQ(portable_exp(0), 1);
  EXPECT_EQ(portable_exp(-1e9), 0);
  EXPECT_TRUE(std::isfinite(portable_exp(1e9)));
}

TEST(PortableMathTest, LogarithmsAreThoseOfTheLibrary) {
  for (int i = -44; i <= 44; ++i) {
    const double x = std::pow(1.37, i);
    EXPECT_NEAR(portable_log(x), std::log(x), 1e-12) << x;
  }
  EXPECT_EQ(portable_log(1), 0);
  EXPECT_EQ(portable_log2(8.0F), 3.0F);
}

}  // namespace
}  // namespace sotto
