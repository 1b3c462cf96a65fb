#include "annotate/language/en/english_morphology.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "annotate/language/languages.h"
#include "annotate/language/word_classes.h"

namespace sotto::language {
namespace {

using ::testing::ElementsAre;

const Morphology& english() { return find_language("en")->morphology(); }

TEST(EnglishMorphology, CutsClitics) {
  struct Case {
    const char* word;
    std::size_t length;
    bool possessive;
  };
  const Case cases[] = {{"meg's", 2, true},  {"she'll", 3, false}, {"i'm", 2, false},     {"they've", 3, false},
                        {"don't", 0, false}, {"'s", 0, false},     {"o'clock", 0, false}, {"meg", 0, false}};
  for (const Case& c : cases) {
    const Morphology::Clitic clitic = english().clitic(c.word);
    EXPECT_EQ(clitic.length, c.length) << c.word;
    EXPECT_EQ(clitic.possessive, c.possessive) << c.word;
  }
}

TEST(EnglishMorphology, FormsTellClasses) {
  EXPECT_EQ(english().classes_by_form("slowly", 0), kAdverb);
  EXPECT_EQ(english().classes_by_form("walked", 0), kPastVerb);
  EXPECT_EQ(english().classes_by_form("only", 0), 0U);
  EXPECT_EQ(english().classes_by_form("family", kPersonNoun), 0U) << "what is listed is no adverb";
  EXPECT_EQ(english().classes_by_form("cried", kSpeechVerb), kPastVerb);
  EXPECT_EQ(english().classes_by_form("says", kSpeechVerb), 0U);
}

TEST(EnglishMorphology, EndingsTellPersons) {
  EXPECT_EQ(english().person_by_ending("milkman"), kPersonNoun | kMale);
  EXPECT_EQ(english().person_by_ending("milkwoman"), kPersonNoun | kFemale);
  for (const char* noun : {"man", "woman", "human", "roman", "talisman", "table"})
    EXPECT_EQ(english().person_by_ending(noun), 0U) << noun;
}

TEST(EnglishMorphology, EveryExceptionIsOne) {
  for (const std::string_view word : default_language().words("no-men")) {
    EXPECT_EQ(default_language().word_classes(word), 0U) << word << " is in a list: nobody asks for its ending";
    EXPECT_NE(english().person_by_ending("x" + std::string(word)), 0U) << word << " does not end so";
  }
}

TEST(EnglishMorphology, EndingsTellForms) {
  using Ending = Morphology::Ending;
  struct Case {
    const char* word;
    Ending ending;
    bool has;
  };
  const Case cases[] = {{"softly", Ending::adverb, true},
                        {"soft", Ending::adverb, false},
                        {"smiling", Ending::participle, true},
                        {"smilingly", Ending::participle, false},
                        {"smilingly", Ending::participle_adverb, true},
                        {"softly", Ending::participle_adverb, false},
                        {"nodded", Ending::past, true},
                        {"nods", Ending::third_person, true},
                        {"don't", Ending::negation, true},
                        {"dont", Ending::negation, false},
                        {"englishmen", Ending::men, true},
                        {"women", Ending::men, false}};
  for (const Case& c : cases) EXPECT_EQ(english().has_ending(c.word, c.ending), c.has) << c.word;
}

TEST(EnglishMorphology, SingularsOfAPlural) {
  EXPECT_THAT(english().singulars("emersons"), ElementsAre("emerson"));
  EXPECT_THAT(english().singulars("joneses"), ElementsAre("jonese", "jones"));
  EXPECT_THAT(english().singulars("emerson"), ElementsAre());
}

TEST(EnglishMorphology, RegularForms) {
  EXPECT_EQ(english().plural("third"), "thirds");
  EXPECT_EQ(english().plural("ninety"), "nineties");
  EXPECT_EQ(english().plural("six"), "sixes");
  EXPECT_EQ(english().plural("y"), "ys");
  EXPECT_TRUE(english().is_past_of("nodded", "nodding"));
  EXPECT_FALSE(english().is_past_of("nods", "nodding"));
  EXPECT_FALSE(english().is_past_of("nodded", "nod"));
  EXPECT_FALSE(english().is_past_of("smiled", "nodding"));
}

}  // namespace
}  // namespace sotto::language
