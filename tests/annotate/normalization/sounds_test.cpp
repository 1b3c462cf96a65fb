#include "annotate/normalization/sounds.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/language/languages.h"

namespace sotto::normalization {
namespace {

std::string said(std::string_view word) { return sound_of(language::default_language(), word).said; }

TEST(Sounds, AreWrittenInOneWay) {
  EXPECT_EQ(said("Shhhhh"), "Shh");
  EXPECT_EQ(said("HMMMM"), "hmm");
  EXPECT_EQ(said("psst"), "psst");
  EXPECT_EQ(sound_of(language::default_language(), "Shhh").sound, "ʃʃʃ");
  EXPECT_EQ(said("Mm-hmm"), "Mm-hmm");
}

TEST(Sounds, WordsAreDrawnOut) {
  EXPECT_EQ(said("Nooooo"), "No");
  EXPECT_EQ(said("Goooood"), "Good");
  EXPECT_EQ(said("Stoooop"), "Stop");
  EXPECT_EQ(said("NOOOO"), "no");
}

TEST(Sounds, LaughterIsWords) {
  EXPECT_EQ(said("Hahaha"), "Ha ha ha");
  EXPECT_EQ(said("hehe"), "he he");
}

TEST(Sounds, OtherWordsAreNone) {
  for (const char* word : {"good", "see", "committee", "III", "viii", "AAA", "SS", "www", "Aaron", "a", "café"}) {
    EXPECT_EQ(said(word), "") << word;
  }
}

}  // namespace
}  // namespace sotto::normalization
