#include "annotate/attribution/model/feature_extraction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

constexpr const char* kTalk =
    "Meg and Erik sat by the fire. Meg rose.\n\n\"It rains,\" said Meg.\n\n\"Will it stop?\"\n\n\"Soon,\" said Erik.\n";

/// The features of a candidate of a speech.
SpeakerFeatures features_of(const AnalyzedStory& story, std::uint32_t speech, const std::string& candidate) {
  const std::vector<Belief> certain =
      certain_beliefs(story.context(), std::vector<EntityIndex>(story.context().speeches.size(), kNobody));
  const SpeakerStyles styles(story.context(), certain);
  const auto all = extract_features(story.context(), speech, certain, styles);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (story.name(story.context().candidates[speech][i].entity) == candidate) return all[i];
  }
  ADD_FAILURE() << candidate << " is no candidate";
  return {};
}

TEST(CertainBeliefs, AreOfTagsAndOfWhoIsFixed) {
  const AnalyzedStory story(kTalk, meg_and_erik());
  const EntityIndex erik = story.entity("Erik");
  const auto certain = certain_beliefs(story.context(), {erik, kNobody, kNobody});
  for (std::size_t i = 0; i < story.context().candidates[0].size(); ++i)
    EXPECT_EQ(certain[0][i], story.context().candidates[0][i].entity == erik ? 1.0F : 0.0F) << "fixed";
  for (const float one : certain[1]) EXPECT_EQ(one, 0.0F) << "nobody knows";
  for (std::size_t i = 0; i < story.context().candidates[2].size(); ++i)
    EXPECT_EQ(certain[2][i], story.context().candidates[2][i].entity == erik ? 1.0F : 0.0F) << "tagged";
}

TEST(FeatureExtraction, SharedFeaturesAreOfTheSpeech) {
  const AnalyzedStory story(kTalk, meg_and_erik());
  for (const char* name : {"Meg", "Erik"}) {
    const SpeakerFeatures f = features_of(story, 1, name);
    EXPECT_EQ(f[kCandidates], static_cast<float>(story.context().candidates[1].size()));
    EXPECT_EQ(f[kParagraphOpens], 1.0F);
    EXPECT_EQ(f[kLastMark], 4.0F) << "a question mark";
    EXPECT_EQ(f[kGapBefore], 1.0F);
    EXPECT_EQ(f[kCastGiven], 0.0F);
    EXPECT_EQ(f[kGenderKnown], 1.0F);
  }
  EXPECT_EQ(features_of(story, 2, "Meg")[kPreviousAsks], 1.0F);
  EXPECT_EQ(features_of(story, 0, "Meg")[kGapBefore], 20.0F) << "no turn before";
}

TEST(FeatureExtraction, RanksCountWhoHasMore) {
  const AnalyzedStory story(kTalk, meg_and_erik());
  EXPECT_EQ(features_of(story, 0, "Meg")[kPresenceRank], 0.0F);
  EXPECT_EQ(features_of(story, 0, "Erik")[kPresenceRank], 1.0F);
}

}  // namespace
}  // namespace sotto::attribution
