#include "synthesis/engine/variation.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sotto::engine {
namespace {

TEST(Variation, IsSpreadEvenlyAndTheSameForTheSameSentence) {
  double sum = 0;
  double least = 1;
  double most = -1;
  for (int i = 0; i < 1000; ++i) {
    const double value = Variation(ContentHash().add(i)).at(i % 8);
    EXPECT_EQ(Variation(ContentHash().add(i)).at(i % 8), value);
    sum += value;
    least = std::min(least, value);
    most = std::max(most, value);
  }
  EXPECT_NEAR(sum / 1000, 0, 0.06);
  EXPECT_LT(least, -0.98);
  EXPECT_GT(most, 0.98);
}

}  // namespace
}  // namespace sotto::engine
