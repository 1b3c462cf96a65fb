#include "annotate/attribution/coreference/pronoun_ages.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

struct PronounAgeCase {
  const char* text;
  const char* age;  ///< of Tom
};

class PronounAgeTest : public ::testing::TestWithParam<PronounAgeCase> {};

TEST_P(PronounAgeTest, IsThatOfWhoIsMeant) {
  const AnalyzedStory story(GetParam().text,
                            {character("Tom", language::Gender::male), character("Ann", language::Gender::female)});
  EXPECT_EQ(story.analysis.entities.cast[0].age, GetParam().age) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Phrases, PronounAgeTest,
    ::testing::Values(PronounAgeCase{"Tom came in. He was eight.", "child"},
                      PronounAgeCase{"Tom came in. He was only twelve years old and had come alone.", "child"},
                      PronounAgeCase{"Tom sat down beside Ann. He had just turned seventy.", "old"},
                      PronounAgeCase{"Tom came in, and he was a boy of ten.", "child"},
                      PronounAgeCase{"Tom counted the days to his tenth birthday.", "child"},
                      PronounAgeCase{"Tom came in. It was the year he was eight.", ""},
                      PronounAgeCase{"Tom came in. When he was eight, it rained.", ""},
                      PronounAgeCase{"Tom came in. He was eight when it rained.", ""},
                      PronounAgeCase{"Tom came in. He was eight then.", ""},
                      PronounAgeCase{"Tom came in. He was eight miles from home.", ""},
                      PronounAgeCase{"Tom saw Ann. She was eight.", ""},
                      PronounAgeCase{"\"He was eight,\" said Tom.", ""}));

}  // namespace
}  // namespace sotto::attribution
