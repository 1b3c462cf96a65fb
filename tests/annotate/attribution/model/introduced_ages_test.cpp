#include "annotate/attribution/model/introduced_ages.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

std::string age_of_meg(const std::string& text, double confidence = 1) {
  AnalyzedStory story(text, meg_and_erik());
  std::vector<Decision> decisions(story.context().speeches.size());
  for (Decision& decision : decisions) {
    decision.speaker = story.entity("Meg");
    decision.confidence = confidence;
  }
  learn_introduced_ages(story.analysis, decisions);
  return story.analysis.entities.cast[story.entity("Meg")].age;
}

TEST(IntroducedAges, AreOfWhoIsNamedLater) {
  const std::string girl = "On a stool sat a girl of about ten, filing a cog.\n\n\"Who is this?\" the girl asked.\n";
  EXPECT_EQ(age_of_meg(girl), "child");
  EXPECT_EQ(age_of_meg(girl, 0.6), "") << "it may be another";
  EXPECT_EQ(age_of_meg("In came a girl, sixteen years old.\n\n\"Here,\" said the girl.\n"), "young");
  EXPECT_EQ(age_of_meg("In came a woman of seventy.\n\n\"Here,\" said the woman.\n"), "old");
}

TEST(IntroducedAges, AreOfAVoiceThatIsSeenNext) {
  EXPECT_EQ(
      age_of_meg("\"You're in my chair,\" said a voice.\n\n"
                 "There was a kid standing on the other side of the counter, maybe eight years old, with a red hat.\n"),
      "child");
}

TEST(IntroducedAges, AreOfWhoIsKnownToBeTheOneDescribed) {
  EXPECT_EQ(age_of_meg("On a stool sat a girl of about ten, filing a cog.\n\n\"Who is this?\" the girl asked.\n\n"
                       "\"A customer, Meg,\" said Erik.\n\n\"Out,\" said Meg.\n"),
            "child");
}

TEST(IntroducedAges, AreOfNobodyElse) {
  EXPECT_EQ(age_of_meg("In came a boy of six.\n\n\"Mind him,\" said the girl.\n"), "");
  EXPECT_EQ(age_of_meg("In came a girl.\n\n\"Here,\" said the girl.\n"), "");
  EXPECT_EQ(age_of_meg("In came a girl with a dog, and the dog was eight years old.\n\n\"Here,\" said the girl.\n"),
            "");
  EXPECT_EQ(age_of_meg("In came a girl of six and a girl of twenty.\n\n\"Here,\" said the girl.\n"), "");
  EXPECT_EQ(age_of_meg("In came a girl with a coin, maybe eight years in the ground.\n\n\"Here,\" said the girl.\n"),
            "");
}

}  // namespace
}  // namespace sotto::attribution
