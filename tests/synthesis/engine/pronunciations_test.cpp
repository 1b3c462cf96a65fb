#include "synthesis/engine/pronunciations.h"

#include <gtest/gtest.h>

namespace sotto::engine {
namespace {

Pronunciation ipa(const char* transcription) {
  Pronunciation said(transcription);
  said.ipa = true;
  return said;
}

TEST(Pronunciations, AreFoundWhateverTheLetterCaseAndOfPossessives) {
  const Pronunciations all(
      {{"Giry", "ZIr'i:"}, {"Erik", "'ErIk"}, {"Netherfield", ipa("\u02C8n\u025B\u00F0\u0259rfild")}});
  EXPECT_EQ(all.of("giry"), "ZIr'i:");
  EXPECT_EQ(all.of("GIRY's"), "ZIr'i:z");
  EXPECT_EQ(all.of("Erik\u2019s"), "'ErIks");
  EXPECT_EQ(all.of("Netherfield"), "n'ED@rfild");
  EXPECT_EQ(all.of("Girys"), std::nullopt);
}

TEST(Pronunciations, WhatEnglishHasNoSoundForIsLeftOut) {
  EXPECT_EQ(Pronunciations({{"Click", ipa("\u01C3")}}).of("Click"), std::nullopt);
}

TEST(PossessiveEnding, FollowsTheLastSound) {
  EXPECT_EQ(possessive_ending("Z'iri"), "z");
  EXPECT_EQ(possessive_ending("'ErIk"), "s");
  EXPECT_EQ(possessive_ending("dZ'eImz"), "Iz");
  EXPECT_EQ(possessive_ending("m'aItS"), "Iz");
  EXPECT_EQ(possessive_ending("f'I2l'Ip_:"), "s");
  EXPECT_EQ(possessive_ending(""), "z");
}

}  // namespace
}  // namespace sotto::engine
