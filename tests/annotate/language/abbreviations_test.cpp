#include "annotate/language/abbreviations.h"

#include <gtest/gtest.h>

#include "annotate/language/languages.h"

namespace sotto::language {
namespace {

TEST(Abbreviations, AreFoundHoweverTheyAreWritten) {
  for (const char* word : {"Mr", "Mr.", "MR", "mr"}) {
    const Abbreviation* found = default_language().find_abbreviation(word);
    ASSERT_NE(found, nullptr) << word;
    EXPECT_EQ(found->reading, "Mister");
    EXPECT_EQ(found->needs, Abbreviation::Needs::nothing);
    EXPECT_FALSE(found->ends_sentence);
  }
  ASSERT_NE(default_language().find_abbreviation("e.g."), nullptr);
  EXPECT_EQ(default_language().find_abbreviation("e.g.")->reading, "for example");
  for (const char* word : {"", ".", "mister", "mrx", "a.b.c.d.e.f.g.h."})
    EXPECT_EQ(default_language().find_abbreviation(word), nullptr);
}

TEST(Abbreviations, SayWhatTheyNeed) {
  EXPECT_EQ(default_language().find_abbreviation("Gen")->needs, Abbreviation::Needs::stop);
  EXPECT_EQ(default_language().find_abbreviation("p")->needs, Abbreviation::Needs::number);
  EXPECT_TRUE(default_language().find_abbreviation("etc")->ends_sentence);
}

}  // namespace
}  // namespace sotto::language
