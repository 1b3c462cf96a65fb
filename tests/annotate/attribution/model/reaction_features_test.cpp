#include "annotate/attribution/model/reaction_features.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

SpeakerFeatures reaction_features(const AnalyzedStory& story, std::uint32_t turn, const std::string& candidate) {
  SpeakerFeatures features{};
  add_reaction_features(story.context(), turn, story.entity(candidate), features);
  return features;
}

const AnalyzedStory& silent_meg() {
  static const AnalyzedStory story(
      "\"It rains,\" said Erik.\n\nMeg made no answer.\n\n\"Well?\"\n\nErik stared.\n\n\"It does.\"\n", meg_and_erik());
  return story;
}

TEST(ReactionFeatures, WhoIsSilentIsNotSilentWhoSpeaks) {
  EXPECT_EQ(reaction_features(silent_meg(), 1, "Meg")[kSilentBefore], 1.0F);
  EXPECT_EQ(reaction_features(silent_meg(), 1, "Erik")[kSilentBefore], -1.0F);
  EXPECT_EQ(reaction_features(silent_meg(), 0, "Meg")[kSilentAfter], 1.0F);
  EXPECT_EQ(reaction_features(silent_meg(), 2, "Meg")[kSilentBefore], 0.0F) << "not right before";
}

TEST(ReactionFeatures, TellWhoReacts) {
  EXPECT_EQ(reaction_features(silent_meg(), 1, "Erik")[kReactsAfter], 1.0F);
  EXPECT_EQ(reaction_features(silent_meg(), 2, "Erik")[kReactsBefore], 1.0F);
  EXPECT_EQ(reaction_features(silent_meg(), 2, "Meg")[kReactsBefore], -1.0F);
}

TEST(ReactionFeatures, OfAStepTellWhetherSomebodyIsSilent) {
  const FeatureContext& context = silent_meg().context();
  const auto between = [&](std::uint32_t i) {
    return reaction_between(context, context.speeches[i].tokens.end, context.speeches[i + 1].tokens.begin);
  };
  EXPECT_EQ(between(0), 2.0F);
  EXPECT_EQ(between(1), 1.0F);
}

}  // namespace
}  // namespace sotto::attribution
