#include "annotate/attribution/mentions/mentions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

char kind_letter(MentionKind kind) {
  return kind == MentionKind::name ? 'n' : kind == MentionKind::pronoun ? 'p' : kind == MentionKind::self ? 's' : 'd';
}
char role_letter(MentionRole role) {
  return role == MentionRole::subject ? 's' : role == MentionRole::object ? 'o' : '-';
}

/// Each mention as its words, kind (name, pronoun, description, self), role (subject, object, -) and whom it means.
std::vector<std::string> mentions_of(const AnalyzedStory& story) {
  std::vector<std::string> found;
  for (const Mention& mention : story.analysis.mentions.all) {
    found.push_back(story.words(mention.tokens) + ' ' + kind_letter(mention.kind) + role_letter(mention.role) + ' ' +
                    story.name(mention.entity));
  }
  return found;
}

TEST(Mentions, AreNamesPronounsAndDescriptions) {
  EXPECT_THAT(mentions_of(AnalyzedStory("Meg looked at Erik. She saw the old woman.", meg_and_erik())),
              ElementsAre("Meg ns Meg", "Erik no Erik", "She ps nobody", "the old woman do the old woman"));
  EXPECT_THAT(mentions_of(AnalyzedStory("It rained all day.", meg_and_erik())), IsEmpty());
}

TEST(Mentions, AStyleStandsForWhoeverHasIt) {
  EXPECT_THAT(mentions_of(AnalyzedStory("Her ladyship rang the bell.", meg_and_erik())),
              ElementsAre("Her ladyship ps nobody"));
}

TEST(Mentions, RelationsAreKnownByWhoseTheyAre) {
  const AnalyzedStory story("Meg's brother laughed.", meg_and_erik());
  EXPECT_THAT(mentions_of(story), ElementsAre("Meg's n- Meg", "Meg's brother ds Meg's brother"));
  EXPECT_TRUE(story.analysis.mentions.all[1].kin);
  EXPECT_EQ(story.analysis.mentions.all[1].gender, language::Gender::male);
}

TEST(Mentions, WhoIsCalledIsVocative) {
  const AnalyzedStory story("\"Come here, Meg,\" said Erik. \"Oh Meg! I saw Meg.\"", meg_and_erik());
  std::vector<bool> vocative;
  for (const Mention& mention : story.analysis.mentions.all) {
    if (mention.quote != document::kNoQuote) vocative.push_back(mention.vocative);
  }
  EXPECT_THAT(vocative, ElementsAre(true, true, false));
}

TEST(Mentions, ADescriptionWithAnArticleBringsSomebodyIn) {
  const AnalyzedStory story("A boy stood there.\n\nThe boy laughed.\n\nErik had been a boy.", meg_and_erik());
  const std::vector<Mention>& all = story.analysis.mentions.all;
  ASSERT_EQ(all.size(), 4U);
  EXPECT_TRUE(all[0].indefinite);
  EXPECT_FALSE(all[0].predicative);
  EXPECT_EQ(all[1].introduced, 0U);
  EXPECT_TRUE(all[3].predicative) << "he brings nobody in";
}

TEST(Mentions, TwoWhoSpeakAsOneAreOne) {
  EXPECT_THAT(mentions_of(AnalyzedStory("\"Good night,\" said Meg and Erik.", meg_and_erik())),
              ElementsAre("Meg and Erik do Meg and Erik"));
  EXPECT_THAT(mentions_of(AnalyzedStory("Meg and Erik went home.", meg_and_erik())),
              ElementsAre("Meg ns Meg", "Erik ns Erik"));
}

TEST(RefersTo, TakesAllWhoBearAName) {
  NameForm form{{}, {1, 2}, false};
  Mention mention;
  mention.entity = 1;
  EXPECT_TRUE(refers_to(mention, 1));
  EXPECT_FALSE(refers_to(mention, 2));
  mention.several = &form;
  EXPECT_TRUE(refers_to(mention, 2));
  EXPECT_FALSE(refers_to(mention, 3));
}

TEST(DescriptionName, HasTheForAnyDeterminer) {
  const AnalyzedStory story("A tall old woman came in.", meg_and_erik());
  ASSERT_EQ(story.analysis.mentions.all.size(), 1U);
  EXPECT_EQ(description_name(story.tokens(), story.analysis.mentions.all[0]), "the tall old woman");
}

TEST(Mentions, ATitleThatIsCalledOutMeansWhoHasIt) {
  const AnalyzedStory story(
      "Dr. Wren sat. \"Thank you, Doctor,\" Meg said.",
      {character("Dr. Wren", language::Gender::male), character("Meg", language::Gender::female)});
  EXPECT_THAT(mentions_of(story), ElementsAre("Dr. Wren ns Dr. Wren", "Doctor n- Dr. Wren", "Meg ns Meg"));
}

TEST(Mentions, AnIndefinitePronounEndsADescription) {
  EXPECT_THAT(mentions_of(AnalyzedStory("So the thing nobody tells about rain is this.", meg_and_erik())), IsEmpty());
}

}  // namespace
}  // namespace sotto::attribution
