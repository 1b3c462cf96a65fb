#include "annotate/attribution/model/attribute.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"
#include "annotate/attribution/model/ranker.h"

namespace sotto::attribution {
namespace {

/// The speakers of a story's speeches, with Meg and Erik given.
std::vector<std::string> speakers(const std::string& text, const std::vector<EntityIndex>& fixed = {}) {
  const AnalyzedStory story(text, meg_and_erik());
  const std::vector<EntityIndex> nobody(story.context().speeches.size(), kNobody);
  std::vector<std::string> found;
  for (const Decision& one :
       attribute(story.context(), learned_ranker(language::default_language()), fixed.empty() ? nobody : fixed))
    found.push_back(story.name(one.speaker));
  return found;
}

constexpr const char* kTalk =
    "Meg and Erik sat by the fire.\n\n\"It rains,\" said Meg.\n\n\"It does.\"\n\n\"Will it stop?\"\n\n\"Soon,\" said "
    "Erik.\n";

using ::testing::ElementsAre;

TEST(Attribute, SpeakersTakeTurns) { EXPECT_THAT(speakers(kTalk), ElementsAre("Meg", "Erik", "Meg", "Erik")); }

TEST(Attribute, WhoTellsTheStoryIsNotHe) {
  const AnalyzedStory story(
      "My name is Erik, and I mended clocks for thirty years.\n\nReed came in with a parcel.\n\n\"Good evening, "
      "Erik,\" he "
      "said.\n\n\"Good evening, Reed,\" I said.\n\n\"Can you mend it?\" he asked.\n\nI looked for the key. It was not "
      "there.\n\nHe said it was lost. I had a dozen that might fit, and I tried them all. I do not like to be watched, "
      "and I worked slowly.\n\n\"You have all night,\" he said.\n",
      {character("Erik", language::Gender::male), character("Reed", language::Gender::male)});
  const Decision last =
      attribute(story.context(), learned_ranker(language::default_language()), std::vector<EntityIndex>(4, kNobody))
          .back();
  EXPECT_EQ(story.name(last.speaker), "Reed");
  EXPECT_GT(last.confidence, 0.8);
}

TEST(Attribute, WhoIsFixedSpeaksAndIsCertain) {
  const AnalyzedStory story(kTalk, meg_and_erik());
  const std::vector<EntityIndex> nobody(4, kNobody);
  std::vector<EntityIndex> fixed = nobody;
  fixed[1] = story.entity("Meg");
  const std::vector<Decision> decisions =
      attribute(story.context(), learned_ranker(language::default_language()), fixed);
  EXPECT_EQ(story.name(decisions[1].speaker), "Meg");
  EXPECT_TRUE(decisions[1].fixed);
  EXPECT_EQ(decisions[1].confidence, 1);
  EXPECT_FALSE(decisions[0].fixed);
}

TEST(Attribute, TheRestOfASpeechFollowsWhereOnePieceIsFixed) {
  const AnalyzedStory story("Meg and Erik sat by the fire.\n\n\"It rains,\" said Meg. \"It will stop.\"\n",
                            meg_and_erik());
  ASSERT_EQ(story.context().speeches.size(), 2U);
  const EntityIndex erik = story.entity("Erik");
  const std::vector<Decision> decisions =
      attribute(story.context(), learned_ranker(language::default_language()), {erik, kNobody});
  EXPECT_EQ(decisions[1].speaker, erik);
  EXPECT_TRUE(decisions[1].follows);
}

TEST(Attribute, WhoIsNamedLateIsTakenUnlessFixed) {
  AnalyzedStory story(kTalk, meg_and_erik());
  const EntityIndex meg = story.entity("Meg");
  const EntityIndex erik = story.entity("Erik");
  story.analysis.context.late_named[1] = meg;
  std::vector<EntityIndex> fixed(4, kNobody);
  const Ranker& ranker = learned_ranker(language::default_language());
  EXPECT_EQ(attribute(story.context(), ranker, fixed)[1].speaker, meg);
  fixed[1] = erik;
  EXPECT_EQ(attribute(story.context(), ranker, fixed)[1].speaker, erik);
}

TEST(Attribute, ConfidencesAreProbabilitiesAndTheFirstIsTheHighest) {
  const AnalyzedStory story(kTalk, meg_and_erik());
  const std::vector<EntityIndex> nobody(4, kNobody);
  for (const Decision& one : attribute(story.context(), learned_ranker(language::default_language()), nobody)) {
    EXPECT_GT(one.confidence, 0);
    EXPECT_LE(one.confidence, 1);
    EXPECT_LE(one.second_confidence, one.confidence);
    EXPECT_NE(one.second, one.speaker);
  }
}

}  // namespace
}  // namespace sotto::attribution
