#include "annotate/attribution/mentions/reactions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Each reaction as whose it is and what it is.
std::vector<std::string> reactions_in(const std::string& text) {
  const AnalyzedStory story(text, meg_and_erik());
  std::vector<std::string> found;
  for (const Reaction& one : find_reactions(story.tokens(), story.analysis.mentions)) {
    const Mention& mention = story.analysis.mentions.all[one.mention];
    found.push_back(story.words(mention.tokens) + (one.silent ? " silent" : " reacts"));
  }
  return found;
}

TEST(Reactions, TellWhoSaysNothing) {
  EXPECT_THAT(reactions_in("Meg made no answer."), ElementsAre("Meg silent"));
  EXPECT_THAT(reactions_in("Erik sat down. He held his tongue."), ElementsAre("He silent"));
  EXPECT_THAT(reactions_in("Meg did not look up, and Erik said not a word."), ElementsAre("Meg silent", "Erik silent"));
}

TEST(Reactions, TellHowSomebodyTakesWhatIsSaid) {
  EXPECT_THAT(reactions_in("Meg caught her breath."), ElementsAre("Meg reacts"));
  EXPECT_THAT(reactions_in("Erik shook his head."), ElementsAre("Erik reacts"));
}

TEST(Reactions, AreNobodysWithoutASubjectAndOutsideTheNarration) {
  EXPECT_THAT(reactions_in("There was silence. Made no answer."), IsEmpty());
  EXPECT_THAT(reactions_in("\"Meg made no answer,\" said Erik."), IsEmpty());
}

TEST(Reactions, AreFoundFromATokenOn) {
  const AnalyzedStory story("Meg nodded. Erik nodded.", meg_and_erik());
  const std::vector<Reaction> all = find_reactions(story.tokens(), story.analysis.mentions);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(first_reaction(all, 0), all.begin());
  EXPECT_EQ(first_reaction(all, all[0].token + 1), all.begin() + 1);
  EXPECT_EQ(first_reaction(all, all[1].token + 1), all.end());
}

}  // namespace
}  // namespace sotto::attribution
