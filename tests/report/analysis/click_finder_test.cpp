#include "report/analysis/click_finder.h"

#include <gtest/gtest.h>

#include "report/analysis/residual.h"

namespace sotto::analysis {
namespace {

constexpr BedStretch kPause{BedStretch::Kind::pause, 44100, 4410};

class ClickFinderTest : public ::testing::Test {
 protected:
  std::vector<SignalEvent> clicks() {
    ClickFinder finder(Decibels{-32});
    finder.add(kPause, bed_.sound(), planned_.sound(), speech_);
    return finder.clicks();
  }

  Residual bed_{frames_of(1)};
  Residual planned_{frames_of(1)};
  std::vector<float> speech_ = std::vector<float>(frames_of(1));
};

TEST_F(ClickFinderTest, HearsNoneInNoise) { EXPECT_TRUE(clicks().empty()); }

TEST_F(ClickFinderTest, TellsTimeAndHeightInTheMaster) {
  bed_.left[20000] += 0.2F;
  bed_.right[10000] -= 0.1F;
  const auto found = clicks();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_NEAR(found[0].at.value, (44100.0 + 4410 + 10000) / 44100, 1e-4);
  EXPECT_NEAR(found[0].value, -20, 2);
  EXPECT_NEAR(found[1].value, -14, 1);
}

TEST_F(ClickFinderTest, LeavesOutWhatIsSofterThanAsked) {
  bed_.left[20000] += 0.015F;
  EXPECT_TRUE(clicks().empty());
}

TEST_F(ClickFinderTest, ExpectsWhatTheBedWasMixedWith) {
  bed_.left[20000] += 0.2F;
  planned_.left[20003] += 0.2F;
  EXPECT_TRUE(clicks().empty());
}

TEST_F(ClickFinderTest, ExpectsWhatTheSpeechItselfHolds) {
  bed_.left[20000] += 0.2F;
  speech_[20000] = 0.5F;
  EXPECT_TRUE(clicks().empty());
}

}  // namespace
}  // namespace sotto::analysis
