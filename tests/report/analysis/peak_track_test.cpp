#include "report/analysis/peak_track.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sotto::analysis {
namespace {

TEST(PeakTrack, HasTheLargestOfBothChannelsInEach50Milliseconds) {
  Sound sound(3 * 2205);
  sound.channels[0][100] = 0.25F;
  sound.channels[1][200] = -0.5F;
  sound.channels[1][2 * 2205] = 0.125F;
  PeakTrack track;
  track.add(sound, 2205);
  EXPECT_EQ(track.track().step, Seconds{0.05});
  EXPECT_THAT(track.track().values, ::testing::ElementsAre(0, 0.5F, 0, 0.125F));
  // What sounds again at the same time.
  sound.channels[0][100] = 0.75F;
  track.add(sound, 2205);
  EXPECT_EQ(track.track().values[1], 0.75F);
}

}  // namespace
}  // namespace sotto::analysis
