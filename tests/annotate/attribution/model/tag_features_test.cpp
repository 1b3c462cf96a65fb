#include "annotate/attribution/model/tag_features.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

/// Of the last speech and a candidate.
SpeakerFeatures tag_features_of(const AnalyzedStory& story, const std::string& candidate) {
  const FeatureContext& context = story.context();
  const auto last = static_cast<std::uint32_t>(context.speeches.size() - 1);
  SpeakerFeatures features{};
  for (const Candidate& one : context.candidates[last]) {
    if (story.name(one.entity) == candidate)
      add_tag_features(context, context.speeches[last], find_tag_referents(context, last), one, features);
  }
  return features;
}

TEST(TagFeatures, TellWhomTheTagNames) {
  const AnalyzedStory story("Erik sat down.\n\n\"It rains,\" said Meg.", meg_and_erik());
  const SpeakerFeatures meg = tag_features_of(story, "Meg");
  EXPECT_EQ(meg[kTagAfterNames], 1.0F);
  EXPECT_EQ(meg[kTagBeforeNames], 0.0F);
  EXPECT_EQ(meg[kTagAfterForm], static_cast<float>(TagForm::inverted));
  EXPECT_EQ(meg[kTagAfterKind], 1.0F);
  EXPECT_EQ(meg[kTagAfterGender], 1.0F);
  EXPECT_EQ(meg[kTagNamesOther], 0.0F);
  const SpeakerFeatures erik = tag_features_of(story, "Erik");
  EXPECT_EQ(erik[kTagAfterNames], 0.0F);
  EXPECT_EQ(erik[kTagAfterGender], -1.0F);
  EXPECT_EQ(erik[kTagNamesOther], 1.0F);
}

TEST(TagFeatures, RankWhomAPronounMayMean) {
  const AnalyzedStory story("Ann sat down. Meg rose.\n\n\"It rains,\" she said.",
                            {character("Ann", language::Gender::female), character("Meg", language::Gender::female)});
  EXPECT_EQ(tag_features_of(story, "Meg")[kPronounRankAfter], 0.0F) << "the last who was mentioned";
  EXPECT_EQ(tag_features_of(story, "Ann")[kPronounRankAfter], 1.0F);
  EXPECT_EQ(tag_features_of(story, "Ann")[kPronounRivalsAfter], 2.0F);
  EXPECT_EQ(tag_features_of(story, "Ann")[kTagAfterKind], 3.0F);
}

TEST(TurnTags, TellTheGendersOfSpeakerAndListener) {
  using language::Gender;
  struct Case {
    const char* speech;
    Gender own;
    Gender addressee;
  };
  for (const Case& one :
       {Case{"It rains.", Gender::unknown, Gender::unknown}, Case{"Yes, sir.", Gender::unknown, Gender::male},
        Case{"It rains, madam.", Gender::unknown, Gender::female},
        Case{"I saw my wife.", Gender::male, Gender::unknown},
        Case{"My husband saw the sir.", Gender::female, Gender::unknown}}) {
    const AnalyzedStory story(std::string("\"") + one.speech + "\"", meg_and_erik());
    ASSERT_EQ(story.context().turn_tags.size(), 1U);
    EXPECT_EQ(story.context().turn_tags[0].own, one.own) << one.speech;
    EXPECT_EQ(story.context().turn_tags[0].addressee, one.addressee) << one.speech;
  }
}

TEST(TurnTags, HoldTheTurnsWhereADescriptionSpeaks) {
  const AnalyzedStory story("\"It rains,\" said the cook.\n\n\"Yes,\" said Meg.\n\n\"Much,\" said the cook.",
                            meg_and_erik());
  const EntityIndex cook = story.entity("the cook");
  ASSERT_NE(cook, kNobody);
  EXPECT_THAT(story.context().described_turns.at(cook), ::testing::ElementsAre(0U, 2U));
  EXPECT_EQ(story.context().turn_tags[2].described, cook);
  EXPECT_THAT(story.context().turn_tags[1].named, ::testing::ElementsAre(story.entity("Meg")));
}

}  // namespace
}  // namespace sotto::attribution
