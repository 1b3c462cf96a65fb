#include "annotate/language/word_classes.h"

#include <gtest/gtest.h>

#include "annotate/language/languages.h"

namespace sotto::language {
namespace {

TEST(WordClasses, AreThoseOfAllListsThatAWordIsIn) {
  struct Case {
    const char* word;
    std::uint32_t classes;
  };
  const Case cases[] = {
      {"said", kSpeechVerb | kPastVerb},
      {"murmured", kSpeechVerb | kPastVerb},  // the past tense by its form
      {"laughed", kMannerVerb | kPastVerb},
      {"thought", kThoughtVerb | kMannerVerb | kPastVerb},
      {"wrote", kSilentVerb | kPastVerb},
      {"he", kSubjectPronoun | kMale | kNoName},
      {"her", kObjectPronoun | kPossessivePronoun | kFemale | kNoName},
      {"hers", kPossessivePronoun | kFemale},
      {"we", kSubjectPronoun | kPlural | kFirstPerson | kNoName},
      {"us", kObjectPronoun | kPlural | kFirstPerson | kNoName},
      {"i", kSubjectPronoun | kFirstPerson | kNoName},
      {"mr", kTitle | kMale | kAbbreviation},
      {"etc", kAbbreviation},
      {"uncle", kTitle | kKin | kPersonNoun | kMale | kAddress},
      {"voices", kPersonNoun | kPlural},
      {"queen", kTitle | kPersonNoun | kFemale},
      {"slowly", kAdverb},
      {"walked", kPastVerb},
      {"bed", 0},
      {"jean", kGivenName | kMale | kFemale},
      {"table", 0},
      {"", 0},
  };
  for (const Case& c : cases) EXPECT_EQ(default_language().word_classes(c.word), c.classes) << c.word;
}

TEST(WordClasses, GenderIsKnownWhereOnlyOneIsTold) {
  EXPECT_EQ(gender_of(kTitle | kMale), Gender::male);
  EXPECT_EQ(gender_of(kFemale), Gender::female);
  EXPECT_EQ(gender_of(kMale | kFemale), Gender::unknown);
  EXPECT_EQ(gender_of(kPersonNoun), Gender::unknown);
}

TEST(WordClasses, ShortNamesHaveFullOnes) {
  EXPECT_EQ(default_language().full_given_name("lizzy"), "elizabeth");
  EXPECT_EQ(default_language().full_given_name("grandad"), "grandfather");
  EXPECT_EQ(default_language().full_given_name("elizabeth"), "");
}

TEST(WordClasses, WhatIsReadIsNotHeard) {
  EXPECT_TRUE(default_language().words("writing-words", "says").contains("letter"));
  EXPECT_FALSE(default_language().words("writing-words", "says").contains("woman"));
}

}  // namespace
}  // namespace sotto::language
