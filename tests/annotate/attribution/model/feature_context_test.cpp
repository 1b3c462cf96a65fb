#include "annotate/attribution/model/feature_context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

TEST(FeatureContext, HoldsOnlyWhatIsSaid) {
  const AnalyzedStory story("On the lid was painted \"Fragile.\"\n\n\"It rains,\" said Meg.\n", meg_and_erik());
  ASSERT_EQ(story.context().speeches.size(), 1U);
  EXPECT_EQ(story.context().speeches[0].quote, 1U);
}

TEST(FeatureContext, SharesAddUpToOne) {
  const AnalyzedStory story(
      "Meg saw Erik. Meg ran.\n\n\"It rains,\" said Meg.\n\n\"Yes,\" said Meg.\n\n\"No,\" said Erik.\n",
      meg_and_erik());
  const EntityIndex meg = story.entity("Meg");
  EXPECT_FLOAT_EQ(story.context().mention_share[meg], 4.0F / 6.0F);
  EXPECT_FLOAT_EQ(story.context().speaking_share[meg], 2.0F / 3.0F);
}

TEST(FeatureContext, AConversationEndsWithItsSceneOrALongPause) {
  const auto neighbour = [](const std::string& between) {
    const AnalyzedStory story("\"It rains.\"\n\n" + between + "\"Yes.\"\n", meg_and_erik());
    return story.context().neighbour_turn(1, -1);
  };
  EXPECT_EQ(neighbour(""), 0);
  EXPECT_EQ(neighbour("The rain fell.\n\n"), 0);
  EXPECT_EQ(neighbour("* * *\n\n"), -1);
  std::string pause;
  for (int i = 0; i < 13; ++i) pause += "The rain fell.\n\n";
  EXPECT_EQ(neighbour(pause), -1);
}

TEST(FeatureContext, TellsWhoIsOnlyWhatAnotherIsSaidToBe) {
  const AnalyzedStory story("Erik was a small man. Meg saw a tall woman.\n\n\"It rains.\"\n", meg_and_erik());
  EXPECT_TRUE(story.context().predicate_only[story.entity("the small man")]);
  EXPECT_FALSE(story.context().predicate_only[story.entity("the tall woman")]);
  EXPECT_FALSE(story.context().predicate_only[story.entity("Erik")]);
}

TEST(FeatureContext, ReleasesItsCandidates) {
  AnalyzedStory story("\"It rains,\" said Meg.\n", meg_and_erik());
  story.analysis.context.release();
  EXPECT_TRUE(story.context().candidates.empty());
  EXPECT_EQ(story.context().speeches.size(), 1U);
}

}  // namespace
}  // namespace sotto::attribution
