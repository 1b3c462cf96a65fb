#include "annotate/attribution/model/gradient_forest.h"

#include <gtest/gtest.h>

#include <array>

namespace sotto::attribution {
namespace {

TEST(Forest, SmallerThanTheThresholdIsTheNextNode) {
  //  [0] < 1 ? 10 : ([1] < 5 ? 20 : 30)
  const Forest forest{{{0, 2, 1.0F}, {-1, 0, 10.0F}, {1, 2, 5.0F}, {-1, 0, 20.0F}, {-1, 0, 30.0F}}, {0}};
  struct Case {
    std::array<float, 2> features;
    float score;
  };
  for (const Case& one : {Case{{0.9F, 9}, 10}, Case{{1, 4}, 20}, Case{{1, 5}, 30}, Case{{2, 9}, 30}})
    EXPECT_EQ(forest.score(one.features), one.score) << one.features[0] << ", " << one.features[1];
}

TEST(Forest, TheLeavesOfAllTreesAreAddedUp) {
  const Forest forest{{{0, 2, 0.0F}, {-1, 0, -1.0F}, {-1, 0, 0.25F}, {-1, 0, 4.0F}}, {0, 3}};
  EXPECT_EQ(forest.score(std::array{-1.0F}), 3.0F);
  EXPECT_EQ(forest.score(std::array{1.0F}), 4.25F);
  EXPECT_EQ(Forest().score(std::array{1.0F}), 0.0F);
}

}  // namespace
}  // namespace sotto::attribution
