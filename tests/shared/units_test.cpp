#include "shared/units.h"

#include <gtest/gtest.h>

#include "shared/progress.h"

namespace sotto {
namespace {

using namespace literals;  // NOLINT(google-build-using-namespace)

TEST(Units, GainsAndAmplitudesAreInverse) {
  EXPECT_NEAR(amplitude(6.0206_dB), 2.0, 1e-5);
  EXPECT_NEAR(decibels(0.5).value, -6.0206, 1e-4);
  EXPECT_EQ(amplitude(0.0_dB), 1.0);
}

TEST(Units, FramesRoundToTheNearest) {
  EXPECT_EQ(frames(0.75_s, 44100_Hz), 33075);
  EXPECT_EQ(frames(150_ms, 44100_Hz), 6615);
  EXPECT_EQ(seconds(22050, 44100_Hz), 0.5_s);
}

TEST(Units, LoudnessesDifferByDecibels) { EXPECT_EQ((Lufs{-18} - Lufs{-23}).value, 5.0); }

}  // namespace
}  // namespace sotto
