#include "synthesis/flite/arpabet.h"

#include <gtest/gtest.h>

namespace sotto::flite {
namespace {

TEST(Arpabet, HasTheStressOnTheVowels) {
  EXPECT_EQ(arpabet_of("ZIr'i:"), "zh ih0 r iy1");
  EXPECT_EQ(arpabet_of("'ErIk"), "eh1 r ih0 k");
  EXPECT_EQ(arpabet_of("n'ED@rf,i:ld"), "n eh1 dh ax0 r f iy0 l d");
}

TEST(Arpabet, BritishGlidesEndInAnR) {
  EXPECT_EQ(arpabet_of("n'i@"), "n ih1 r");
  EXPECT_EQ(arpabet_of("n'i@rI"), "n ih1 r ih0");
  EXPECT_EQ(arpabet_of("f'aI@"), "f ay1 ax0");
}

TEST(Arpabet, WhatEnglishHasNoSoundForIsNothing) {
  EXPECT_EQ(arpabet_of("t&x"), std::nullopt);
  EXPECT_EQ(arpabet_of("_:"), std::nullopt);
  EXPECT_EQ(arpabet_of(""), std::nullopt);
}

}  // namespace
}  // namespace sotto::flite
