#include "annotate/attribution/entities/ages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

struct AgeCase {
  const char* text;
  const char* age;  ///< of Tom
};

class AgeTest : public testing::TestWithParam<AgeCase> {};

TEST_P(AgeTest, IsWhatTheNarrationTells) {
  const AnalyzedStory story(GetParam().text, {character("Tom", language::Gender::unknown)});
  EXPECT_EQ(story.analysis.entities.cast[0].age, GetParam().age) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Phrases, AgeTest,
    testing::Values(AgeCase{"Tom, a boy of twelve, came in.", "child"}, AgeCase{"Tom was a small boy.", "child"},
                    AgeCase{"Tom was a boy.", "young"}, AgeCase{"Tom, who was twelve, came in.", "child"},
                    AgeCase{"Tom, twelve, came in.", "child"}, AgeCase{"Tom, aged sixty-five, came in.", "old"},
                    AgeCase{"Tom was a man of perhaps 70.", "old"}, AgeCase{"Tom was an old man.", "old"},
                    AgeCase{"Tom was a young man.", "young"}, AgeCase{"Tom was a man of forty.", ""},
                    AgeCase{"A boy of nine named Tom came in.", "child"},
                    AgeCase{"Twelve-year-old Tom came in.", "child"}, AgeCase{"When Tom was a boy, it rained.", ""},
                    AgeCase{"Tom, who was one of them, came in.", ""}, AgeCase{"Tom came in.", ""}));

TEST(AgeBehind, ReadsYearsBehindANoun) {
  const AnalyzedStory story("boy of about twelve");
  EXPECT_EQ(age_behind(story.tokens(), 1, 4), "child");
  EXPECT_FALSE(age_behind(story.tokens(), 0, 4));
  EXPECT_FALSE(age_behind(story.tokens(), 1, 3)) << "the number lies behind the end";
}

}  // namespace
}  // namespace sotto::attribution
