#include "annotate/attribution/model/candidates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

using ::testing::Contains;
using ::testing::Not;

std::vector<std::string> candidates_of_last(const AnalyzedStory& story) {
  std::vector<std::string> names;
  for (const Candidate& one : story.context().candidates.back()) names.push_back(story.name(one.entity));
  return names;
}

TEST(Candidates, AreThoseWhoAreSpokenOfNearby) {
  const AnalyzedStory story("Meg and Erik sat down.\n\n\"It rains.\"\n", meg_and_erik());
  EXPECT_THAT(candidates_of_last(story), ::testing::UnorderedElementsAre("Meg", "Erik"));
}

TEST(Candidates, WhoIsOnlyNamedLongAfterIsNone) {
  std::string text = "Meg sat down.\n\n\"It rains.\"\n";
  for (int i = 0; i < 9; ++i) text += "\nThe rain fell.\n";
  EXPECT_THAT(candidates_of_last(AnalyzedStory(text + "\nErik came in.\n", meg_and_erik())), Not(Contains("Erik")));
}

TEST(Candidates, WhereSheFitsNobodyAnUnknownWomanIsOne) {
  const AnalyzedStory story("Erik sat down.\n\n\"It rains,\" she said.\n", {character("Erik", language::Gender::male)});
  EXPECT_THAT(candidates_of_last(story), Contains("the woman"));
  EXPECT_EQ(story.name(story.context().tagged[0]), "the woman");
}

TEST(Candidates, KnowHowLongAgoTheyWereNamed) {
  const AnalyzedStory story("Meg sat down.\n\nErik sat down.\n\nThe rain fell.\n\n\"It rains.\"\n\nMeg rose.\n",
                            meg_and_erik());
  for (const Candidate& one : story.context().candidates[0]) {
    const bool meg = story.name(one.entity) == "Meg";
    EXPECT_EQ(one.recency, meg ? 1 : 0);
    EXPECT_EQ(one.last_paragraph, meg ? 0U : 1U);
    EXPECT_EQ(one.next_paragraph, meg ? 4U : kNone);
    EXPECT_FLOAT_EQ(one.presence, meg ? 0.87F * 0.87F * 0.87F : 0.87F * 0.87F) << "half is left after five paragraphs";
  }
}

TEST(Candidates, KnowTheirShareOfTheScene) {
  const AnalyzedStory story("Meg sat down. Meg rose. Erik sat down.\n\n\"It rains.\"\n\n\"Yes,\" said Erik.\n",
                            meg_and_erik());
  for (const Candidate& one : story.context().candidates[0]) {
    EXPECT_EQ(one.scene_speaking, story.name(one.entity) == "Erik" ? 1.0F : 0.0F);
  }
}

}  // namespace
}  // namespace sotto::attribution
