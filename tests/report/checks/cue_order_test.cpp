#include "report/checks/cue_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

/// Whether cues that are planned at 0, 10, 20 ... and found at these frames are in order; -1: not found.
std::vector<bool> order_of(const std::vector<std::int64_t>& places) {
  mix::Timeline timeline;
  analysis::ChapterAnalysis measured;
  for (std::size_t i = 0; i < places.size(); ++i) {
    timeline.cues.emplace_back().begin = static_cast<std::int64_t>(10 * i);
    analysis::CueAnalysis& cue = measured.cues.emplace_back();
    cue.found = places[i] >= 0;
    if (cue.found) cue.shift = places[i] - timeline.cues.back().begin;
  }
  return in_order(timeline, measured);
}

TEST(CueOrder, IsTheLongestSequence) {
  EXPECT_THAT(order_of({0, 10, 20, 30}), ElementsAre(true, true, true, true));
  EXPECT_THAT(order_of({35, 10, 20, 30}), ElementsAre(false, true, true, true));
  EXPECT_THAT(order_of({0, 30, 20, 35}), ElementsAre(true, false, true, true));
}

TEST(CueOrder, OfSequencesOfOneLengthIsTheNearestToItsPlace) {
  // Either of two could have been moved: the one that is further from its place was.
  EXPECT_THAT(order_of({0, 25, 20, 30}), ElementsAre(true, false, true, true));
  EXPECT_THAT(order_of({0, 10, 5, 30}), ElementsAre(true, true, false, true));
}

TEST(CueOrder, IgnoresCuesThatAreNotFound) {
  EXPECT_THAT(order_of({0, -1, 20, 15}), ElementsAre(true, true, true, false));
}

}  // namespace
}  // namespace sotto::checks
