#include "annotate/attribution/model/mention_features.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

/// Of the last speech and a candidate.
SpeakerFeatures features_of(const std::string& text, const std::string& candidate) {
  const AnalyzedStory story(text, meg_and_erik());
  SpeakerFeatures features{};
  const FeatureContext& context = story.context();
  for (const Candidate& one : context.candidates.back()) {
    if (story.name(one.entity) != candidate) continue;
    add_mention_features(context, context.speeches.back(), one, features);
    add_salience_features(context, context.speeches.back(), context.turn_of.back(), one, features);
  }
  return features;
}

TEST(MentionFeatures, TellHowFarAwayTheCandidateIsMentioned) {
  const SpeakerFeatures meg = features_of("Meg looked at Erik. \"It rains.\"", "Meg");
  EXPECT_EQ(meg[kSubjectBeforeDistance], 4.0F);
  EXPECT_EQ(meg[kMentionBeforeDistance], 4.0F);
  EXPECT_EQ(meg[kMentionAfterDistance], 300.0F) << "nowhere";
  EXPECT_EQ(meg[kOthersBefore], 1.0F);
  const SpeakerFeatures erik = features_of("Meg looked at Erik. \"It rains.\"", "Erik");
  EXPECT_EQ(erik[kSubjectBeforeDistance], 300.0F) << "he is looked at";
  EXPECT_EQ(erik[kMentionBeforeDistance], 1.0F);
  EXPECT_EQ(erik[kOthersBefore], 0.0F);
}

TEST(MentionFeatures, TellOfTheParagraphsBeside) {
  const SpeakerFeatures meg =
      features_of("Erik saw Meg. Meg rose.\n\n\"It rains.\"\n\nErik sat down.\n\nThe rain fell.\n", "Meg");
  EXPECT_EQ(meg[kPreviousParagraphSubject], 1.0F);
  EXPECT_EQ(meg[kPreviousParagraphLast], 1.0F);
  EXPECT_EQ(meg[kPreviousLastSubject], 1.0F);
  EXPECT_EQ(meg[kNextParagraphFirst], 0.0F);
  EXPECT_EQ(meg[kLastMentionParagraphs], 1.0F);
}

TEST(SalienceFeatures, TellWhoIsInMind) {
  const std::string text = "Meg rose. Meg looked at Erik.\n\n\"It rains.\"";
  EXPECT_EQ(features_of(text, "Meg")[kSalienceRank], 0.0F);
  EXPECT_EQ(features_of(text, "Erik")[kSalienceRank], 1.0F);
  EXPECT_NEAR(features_of(text, "Meg")[kSalienceShare] + features_of(text, "Erik")[kSalienceShare], 1.0F, 1e-5F);
  EXPECT_GT(features_of("Meg saw Erik.\n\n\"It rains,\" she said.", "Meg")[kPronounShareAfter], 0.9F);
}

TEST(ActorGender, IsOfTheFirstOrLastWhoActs) {
  const AnalyzedStory story("She rose, and he laughed.\n\n\"It rains.\"", meg_and_erik());
  EXPECT_EQ(actor_gender(story.context(), 0, false, language::Gender::female), 1.0F);
  EXPECT_EQ(actor_gender(story.context(), 0, true, language::Gender::female), -1.0F);
  EXPECT_EQ(actor_gender(story.context(), 0, true, language::Gender::unknown), 0.0F);
  EXPECT_EQ(actor_gender(story.context(), 9, true, language::Gender::male), 0.0F) << "there is no such paragraph";
}

TEST(ObjectIn, IsWhoIsLookedAt) {
  const AnalyzedStory story("Meg looked at Erik.\n\n\"It rains.\"", meg_and_erik());
  EXPECT_EQ(object_in(story.context(), 0, story.entity("Erik")), 1.0F);
  EXPECT_EQ(object_in(story.context(), 0, story.entity("Meg")), 0.0F);
}

}  // namespace
}  // namespace sotto::attribution
