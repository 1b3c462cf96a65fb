#include "annotate/attribution/model/spoken_ages.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"
#include "annotate/attribution/model/ranker.h"

namespace sotto::attribution {
namespace {

std::string age_of(const char* name, const std::string& text, double confidence = 1) {
  AnalyzedStory story(text, meg_and_erik());
  const FeatureContext& context = story.context();
  std::vector<Decision> decisions = attribute(context, learned_ranker(language::default_language()),
                                              std::vector<EntityIndex>(context.speeches.size(), kNobody));
  for (Decision& decision : decisions) decision.confidence = confidence;
  learn_spoken_ages(story.analysis, decisions);
  return story.analysis.entities.cast[story.entity(name)].age;
}

TEST(SpokenAges, AreOfWhoSpeaks) {
  EXPECT_EQ(age_of("Meg", "\"I am ten,\" said Meg.\n"), "child");
  EXPECT_EQ(age_of("Meg", "\"I'm nearly twelve,\" said Meg.\n"), "child");
  EXPECT_EQ(age_of("Meg", "\"I’m eleven, going on twelve,\" said Meg.\n"), "child");
  EXPECT_EQ(age_of("Meg", "\"I am forty and not a day more,\" said Meg.\n"), "adult");
  EXPECT_EQ(age_of("Meg", "\"I am ten,\" said Meg.\n", 0.6), "") << "another may have said it";
}

TEST(SpokenAges, AreOfWhoIsNamed) {
  EXPECT_EQ(age_of("Erik", "\"Our Erik, he's twelve and he has a pony,\" said Meg.\n"), "child");
  EXPECT_EQ(age_of("Erik", "\"Erik is nine years old,\" said Meg.\n"), "child");
  EXPECT_EQ(age_of("Erik", "\"Erik's nine,\" said Meg.\n"), "child");
  EXPECT_EQ(age_of("Erik", "\"Erik is gone. She is ten,\" said Meg.\n"), "") << "she is not Erik";
}

TEST(SpokenAges, AreNotEveryNumber) {
  EXPECT_EQ(age_of("Meg", "\"I am ten minutes late,\" said Meg.\n"), "");
  EXPECT_EQ(age_of("Meg", "\"I was ten, once,\" said Meg.\n"), "");
  EXPECT_EQ(age_of("Meg", "\"I am one,\" said Meg.\n"), "");
  EXPECT_EQ(age_of("Meg", "\"I said ten,\" said Meg.\n"), "");
}

}  // namespace
}  // namespace sotto::attribution
