#include "report/analysis/repetition_finder.h"

#include <gtest/gtest.h>

#include "report/analysis/hum_meter.h"
#include "support/signals.h"

namespace sotto::analysis {
namespace {

TEST(RepetitionFinder, TellsALoop) {
  const auto loop = static_cast<std::size_t>(4 * kSlowRate.value);
  const std::vector<float> once = sotto::testing::noise(0.1, loop, 5);
  std::vector<float> sound;
  for (int i = 0; i < 8; ++i) sound.insert(sound.end(), once.begin(), once.end());
  RepetitionFinder finder;
  finder.add(sound);
  EXPECT_NEAR(finder.longest().after.value, 4, 0.01);
  EXPECT_GT(finder.longest().length.value, 20);
}

TEST(RepetitionFinder, HearsNoneInNoise) {
  RepetitionFinder finder;
  finder.add(sotto::testing::noise(0.1, static_cast<std::size_t>(32 * kSlowRate.value), 6));
  EXPECT_LT(finder.longest().length.value, 3);
}

}  // namespace
}  // namespace sotto::analysis
