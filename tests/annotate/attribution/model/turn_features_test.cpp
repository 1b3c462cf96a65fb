#include "annotate/attribution/model/turn_features.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"
#include "annotate/attribution/model/feature_extraction.h"

namespace sotto::attribution {
namespace {

/// Of a speech and a candidate, with what the tags tell.
SpeakerFeatures features_of(const AnalyzedStory& story, std::uint32_t speech, const std::string& candidate) {
  const FeatureContext& context = story.context();
  const auto certain = certain_beliefs(context, std::vector<EntityIndex>(context.speeches.size(), kNobody));
  SpeakerFeatures features{};
  for (const Candidate& one : context.candidates[speech]) {
    if (story.name(one.entity) == candidate) add_turn_features(context, speech, one, certain, features);
  }
  return features;
}

const AnalyzedStory& talk_of_two() {
  static const AnalyzedStory story(
      "Meg and Erik sat.\n\n\"It rains, Erik,\" said Meg.\n\n\"It does.\"\n\n\"Will it stop?\" said Meg. \"Well?\"\n",
      meg_and_erik());
  return story;
}

TEST(TurnFeatures, TellWhoIsCalled) {
  EXPECT_EQ(features_of(talk_of_two(), 0, "Erik")[kCalledHere], 1.0F);
  EXPECT_EQ(features_of(talk_of_two(), 1, "Erik")[kCalledBefore], 1.0F);
  EXPECT_EQ(features_of(talk_of_two(), 1, "Meg")[kCalledBefore], 0.0F);
  EXPECT_EQ(features_of(talk_of_two(), 2, "Erik")[kCalledTwoBefore], 1.0F);
}

TEST(TurnFeatures, TellWhoSurelySpeaksBeside) {
  const SpeakerFeatures meg = features_of(talk_of_two(), 1, "Meg");
  EXPECT_EQ(meg[kTurnBefore1], 1.0F);
  EXPECT_EQ(meg[kTurnAfter1], 1.0F);
  EXPECT_EQ(meg[kTurnBefore1Sure], 1.0F);
  EXPECT_EQ(meg[kTalkBefore], 1.0F);
  EXPECT_EQ(meg[kParityBefore], -1.0F) << "an odd number of turns away";
  EXPECT_EQ(features_of(talk_of_two(), 1, "Erik")[kTurnBefore1], 0.0F);
}

TEST(TurnFeatures, TellOfTheSameParagraph) {
  EXPECT_EQ(features_of(talk_of_two(), 3, "Meg")[kSameParagraphBefore], 1.0F);
  EXPECT_EQ(features_of(talk_of_two(), 3, "Meg")[kPreviousInParagraphTagged], 1.0F);
  EXPECT_EQ(features_of(talk_of_two(), 3, "Erik")[kPreviousInParagraphTagged], -1.0F);
  EXPECT_EQ(features_of(talk_of_two(), 3, "Meg")[kTurnTagged], 1.0F);
  EXPECT_EQ(features_of(talk_of_two(), 3, "Erik")[kTurnTagged], -1.0F);
  EXPECT_EQ(features_of(talk_of_two(), 1, "Erik")[kTurnTagged], 0.0F) << "no tag";
}

}  // namespace
}  // namespace sotto::attribution
