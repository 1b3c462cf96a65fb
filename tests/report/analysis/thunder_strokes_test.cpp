#include "report/analysis/thunder_strokes.h"

#include <gtest/gtest.h>

#include "mix/thunder.h"
#include "shared/audio.h"

namespace sotto::analysis {
namespace {

TEST(ThunderStrokes, RollFromTheirCuesOn) {
  const std::int64_t length = frames(mix::kThunderLength, kMasterRate);
  mix::Timeline timeline;
  document::AmbienceChange stroke;
  stroke.thunder = 0.5;
  timeline.ambience = {{100, {}}, {3 * length, stroke}, {200, stroke}};
  const ThunderStrokes strokes(timeline);
  EXPECT_FALSE(strokes.rolls(100, 200));
  EXPECT_TRUE(strokes.rolls(100, 201));
  EXPECT_TRUE(strokes.rolls(199 + length, 2 * length));
  EXPECT_FALSE(strokes.rolls(200 + length, 3 * length));
  EXPECT_TRUE(strokes.rolls(0, 10 * length));
  EXPECT_FALSE(ThunderStrokes().rolls(0, 10 * length));
}

}  // namespace
}  // namespace sotto::analysis
