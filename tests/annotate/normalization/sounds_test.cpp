#include "annotate/normalization/sounds.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/language/languages.h"

namespace sotto::normalization {
namespace {

std::string sound(std::string_view word) { return sound_of(language::default_language(), word).said; }

TEST(Sounds, AreWrittenInOneWay) {
  EXPECT_EQ(sound("Shhhhh"), "Shh");
  EXPECT_EQ(sound("HMMMM"), "hmm");
  EXPECT_EQ(sound("psst"), "psst");
  EXPECT_EQ(sound_of(language::default_language(), "Shhh").sound, "ʃʃʃ");
  EXPECT_EQ(sound("Mm-hmm"), "Mm-hmm");
}

TEST(Sounds, WordsAreDrawnOut) {
  EXPECT_EQ(sound("Nooooo"), "No");
  EXPECT_EQ(sound("Goooood"), "Good");
  EXPECT_EQ(sound("Stoooop"), "Stop");
  EXPECT_EQ(sound("NOOOO"), "no");
}

TEST(Sounds, LaughterIsWords) {
  EXPECT_EQ(sound("Hahaha"), "Ha ha ha");
  EXPECT_EQ(sound("hehe"), "he he");
}

TEST(Sounds, OtherWordsAreNone) {
  for (const char* word : {"good", "see", "committee", "III", "viii", "AAA", "SS", "www", "Aaron", "a", "café"}) {
    EXPECT_EQ(sound(word), "") << word;
  }
}

}  // namespace
}  // namespace sotto::normalization
