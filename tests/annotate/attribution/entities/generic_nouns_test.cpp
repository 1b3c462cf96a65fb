#include "annotate/attribution/entities/generic_nouns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"
#include "annotate/language/languages.h"

namespace sotto::attribution {
namespace {

TEST(GenericNouns, AreForAnybody) {
  for (const char* noun : {"man", "stranger", "girl", "voice", "widow"})
    EXPECT_TRUE(is_generic_person_noun(language::default_language(), noun)) << noun;
  for (const char* noun : {"cook", "doctor", "", "men"})
    EXPECT_FALSE(is_generic_person_noun(language::default_language(), noun)) << noun;
}

TEST(GenericNouns, OfGrownPeopleAreFewer) {
  for (const char* noun : {"man", "lady", "figure", "girl"})
    EXPECT_TRUE(is_generic_adult_noun(language::default_language(), noun)) << noun;
  for (const char* noun : {"boy", "child", "stranger", "cook"})
    EXPECT_FALSE(is_generic_adult_noun(language::default_language(), noun)) << noun;
}

}  // namespace
}  // namespace sotto::attribution
