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

class AgeTest : public ::testing::TestWithParam<AgeCase> {};

TEST_P(AgeTest, IsWhatTheNarrationTells) {
  const AnalyzedStory story(GetParam().text, {character("Tom", language::Gender::unknown)});
  EXPECT_EQ(story.analysis.entities.cast[0].age, GetParam().age) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Phrases, AgeTest,
    ::testing::Values(
        AgeCase{"Tom, a boy of twelve, came in.", "child"}, AgeCase{"Tom was a small boy.", "child"},
        AgeCase{"Tom was a boy.", "young"}, AgeCase{"Tom, who was twelve, came in.", "child"},
        AgeCase{"Tom, twelve, came in.", "child"}, AgeCase{"Tom, aged sixty-five, came in.", "old"},
        AgeCase{"Tom was a man of perhaps 70.", "old"}, AgeCase{"Tom was an old man.", "old"},
        AgeCase{"Tom was a young man.", "young"}, AgeCase{"Tom was a man of forty.", "adult"},
        AgeCase{"A boy of nine named Tom came in.", "child"}, AgeCase{"Twelve-year-old Tom came in.", "child"},
        AgeCase{"When Tom was a boy, it rained.", ""}, AgeCase{"Tom, who was one of them, came in.", ""},
        AgeCase{"Tom came in.", ""}, AgeCase{"Tom was twelve years old and tired.", "child"},
        AgeCase{"Tom had just turned nine.", "child"}, AgeCase{"Tom turned nine doors to the wall.", ""},
        AgeCase{"Tom was seven when it rained.", ""}, AgeCase{"Tom was seven then. Now Tom was twenty.", "young"},
        AgeCase{"Tom was a small boy. Tom was seventeen.", "young"},
        AgeCase{"Tom, an eight-year-old, came in.", "child"},
        AgeCase{"Her six-year-old brother, Tom, came in.", "child"}, AgeCase{"It was Tom's tenth birthday.", "child"},
        AgeCase{"It was Tom's 70th birthday.", "old"}, AgeCase{"Old Tom came in. Old Tom sat down.", "old"},
        AgeCase{"Little Tom came in.", "child"}, AgeCase{"Old Tom came in. Young Tom sat down.", ""},
        AgeCase{"Her two children, Kit and Tom, came in.", "child"}, AgeCase{"The children saw Kit and Tom.", ""},
        AgeCase{"Her grandfather, Tom, came in.", "old"}, AgeCase{"Kit was eleven then, and Tom was seven.", ""}));

TEST(Ages, OfANameAreInIt) {
  const AnalyzedStory story("Nothing.", {character("Grandma Lee", language::Gender::unknown),
                                         character("Boyd Lad", language::Gender::unknown)});
  EXPECT_EQ(story.analysis.entities.cast[0].age, "old");
  EXPECT_EQ(story.analysis.entities.cast[1].age, "");
}

TEST(Ages, ThatTheAuthorSettlesStay) {
  std::vector<document::Character> cast = {character("Tom", language::Gender::unknown)};
  cast[0].given = true;
  cast[0].age = "old";
  const AnalyzedStory story("Tom was twelve.", cast);
  EXPECT_EQ(story.analysis.entities.cast[0].age, "old");
}

TEST(Ages, ARelationTellsTheSex) {
  const AnalyzedStory story(
      "His sister Robin came in. He saw her husband, Vivian, there. His sister, Tom thought, was late.",
      {character("Robin", language::Gender::unknown), character("Vivian", language::Gender::unknown),
       character("Tom", language::Gender::unknown)});
  EXPECT_EQ(story.analysis.entities.cast[0].gender, language::Gender::female);
  EXPECT_EQ(story.analysis.entities.cast[1].gender, language::Gender::male);
  EXPECT_EQ(story.analysis.entities.cast[2].gender, language::Gender::unknown);
}

TEST(AgeBehind, ReadsYearsBehindANoun) {
  const AnalyzedStory story("boy of about twelve");
  EXPECT_EQ(age_behind(story.tokens(), 1, 4), "child");
  EXPECT_FALSE(age_behind(story.tokens(), 0, 4));
  EXPECT_FALSE(age_behind(story.tokens(), 1, 3)) << "the number lies behind the end";
}

}  // namespace
}  // namespace sotto::attribution
