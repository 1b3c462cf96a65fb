#include "annotate/attribution/model/link_features.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

const AnalyzedStory& talk() {
  static const AnalyzedStory story(
      "Meg and Erik sat.\n\n\"It rains,\" said Meg. \"Will it stop?\"\n\n\"Soon, Meg.\"\n\n\"Good.\"\n\n* * "
      "*\n\n\"Yes,\" she said.\n",
      meg_and_erik());
  return story;
}

TEST(Steps, FollowWithinAParagraphAndATurn) {
  EXPECT_EQ(step_to(talk().context(), 0), Step::opens);
  EXPECT_EQ(step_to(talk().context(), 1), Step::in_paragraph);
  EXPECT_EQ(step_to(talk().context(), 2), Step::next_turn);
  EXPECT_EQ(step_to(talk().context(), 4), Step::opens) << "a new scene";
  EXPECT_FALSE(has_turn_before_last(talk().context(), 2));
  EXPECT_TRUE(has_turn_before_last(talk().context(), 3));
}

TEST(Relations, ArePossibleByTheStep) {
  const auto relations = [](std::uint32_t speech) {
    std::vector<Relation> found;
    for_each_relation(talk().context(), speech, [&](Relation relation) { found.push_back(relation); });
    return found;
  };
  EXPECT_THAT(relations(0), ::testing::IsEmpty());
  EXPECT_THAT(relations(1), ::testing::ElementsAre(kGoesOn, kCutsIn));
  EXPECT_THAT(relations(2), ::testing::ElementsAre(kSpeaksAgain, kAnswers));
  EXPECT_THAT(relations(3), ::testing::ElementsAre(kSpeaksAgain, kReturns, kJoins));
}

TEST(LinkFeatures, TellOfBothSpeeches) {
  const LinkFeatures f = link_features(talk().context(), 2);
  EXPECT_EQ(f[kLinkRelation], 0.0F) << "the caller sets it";
  EXPECT_EQ(f[kLinkGap], 1.0F);
  EXPECT_EQ(f[kLinkGapBefore], 20.0F);
  EXPECT_EQ(f[kLinkAsked], 1.0F);
  EXPECT_EQ(f[kLinkTagHere], 0.0F);
  EXPECT_EQ(f[kLinkQuotesBefore], 2.0F);
  EXPECT_EQ(f[kLinkQuotesHere], 1.0F);
  EXPECT_EQ(link_features(talk().context(), 3)[kLinkCalls], 1.0F) << "Meg is called";
  EXPECT_EQ(link_features(talk().context(), 0), LinkFeatures{});
}

TEST(RelationPrior, ASpeechThatGoesOnHasOneSpeaker) {
  const AnalyzedStory story("Meg said, \"One.\n\n\"Two.\"\n", meg_and_erik());
  ASSERT_EQ(story.context().speeches.size(), 2U);
  EXPECT_EQ(relation_prior(story.context(), 1, kGoesOn), 0.0F);
  EXPECT_EQ(relation_prior(story.context(), 1, kCutsIn), -12.0F);
  EXPECT_EQ(relation_prior(talk().context(), 1, kCutsIn), 0.0F);
}

TEST(LinkFeatureNames, AreDistinct) {
  const auto names = link_feature_names();
  ASSERT_EQ(names.size(), std::size_t{kLinkFeatureCount});
  EXPECT_EQ(names[kLinkWordsBefore], "words before");
  std::vector<std::string_view> sorted(names.begin(), names.end());
  std::sort(sorted.begin(), sorted.end());
  EXPECT_FALSE(sorted.front().empty());
  EXPECT_EQ(std::adjacent_find(sorted.begin(), sorted.end()), sorted.end());
}

}  // namespace
}  // namespace sotto::attribution
