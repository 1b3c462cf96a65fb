#include "annotate/attribution/coreference/self_introductions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

/// Whom the tag of a story's last speech names, with Ives given.
std::string last_introduced(const std::string& text) {
  const AnalyzedStory story(text,
                            {character("Ives", language::Gender::female), character("Erik", language::Gender::male)});
  return story.name(story.context().tagged.back());
}

TEST(SelfIntroductions, WhoGivesTheirNameHasIt) {
  EXPECT_EQ(last_introduced(
                "A tall woman came in.\n\n\"I am Ives,\" said the tall woman.\n\n\"Sit down,\" said the tall woman."),
            "Ives");
  EXPECT_EQ(
      last_introduced(
          "A tall woman came in.\n\n\"My name is Ives,\" said the tall woman.\n\n\"Sit down,\" said the tall woman."),
      "Ives");
}

TEST(SelfIntroductions, WhoIsCalledInTheAnswerHasTheName) {
  EXPECT_EQ(last_introduced("\"Next,\" said the woman.\n\n\"Good morning, Ives.\"\n\n\"Sit down,\" said the woman."),
            "Ives");
}

TEST(SelfIntroductions, ANameOfTheOtherGenderIsNotTheirs) {
  EXPECT_NE(last_introduced("\"Next,\" said the man.\n\n\"Good morning, Ives.\"\n\n\"Sit down,\" said the man."),
            "Ives");
}

TEST(SelfIntroductions, WhoWasKnownBeforeIsNotTheStranger) {
  EXPECT_NE(
      last_introduced(
          "Ives sat there.\n\n\"Next,\" said the woman.\n\n\"Good morning, Ives.\"\n\n\"Sit down,\" said the woman."),
      "Ives");
}

TEST(SelfIntroductions, ANameThatAnswersAQuestionIsTheSpeakers) {
  EXPECT_EQ(last_introduced("\"And who might you be?\" asked Erik.\n\n\"Ives, sir,\" said the woman.\n\n"
                            "\"Sit down,\" said the woman."),
            "Ives");
}

TEST(SelfIntroductions, WhoSaysTheirNameWithoutATagIsTheStrangerBefore) {
  EXPECT_EQ(last_introduced("A woman came in.\n\n\"Good evening.\" She took off her hat. \"I am Ives.\"\n\n"
                            "\"Sit down,\" said Erik.\n\n\"Thank you,\" said the woman."),
            "Ives");
}

TEST(SelfIntroductions, WhoIsCalledAndThenToldOfByNameIsTheStrangerWhoIsNotToldOfAnyMore) {
  EXPECT_EQ(last_introduced("\"Rain,\" said the stout woman.\n\n\"Ready, Ives?\" asked Erik.\n\n"
                            "Ives put up her umbrella.\n\n\"Quite ready,\" said Ives."),
            "Ives");
  const AnalyzedStory story(
      "\"Rain,\" said the stout woman.\n\n\"Ready, Ives?\" asked Erik.\n\n"
      "Ives put up her umbrella.\n\n\"Quite ready,\" said Ives.",
      {character("Ives", language::Gender::female), character("Erik", language::Gender::male)});
  EXPECT_EQ(story.name(story.context().tagged.front()), "Ives");
}

TEST(SelfIntroductions, WhoIsCalledByAnyNounMayHaveBeenNamed) {
  const AnalyzedStory story(
      "Erik sat there.\n\n\"Next,\" said the young man.\n\n\"Good morning, Adam.\"\n\n\"Sit down,\" said the young "
      "man.",
      {character("Adam", language::Gender::male), character("Erik", language::Gender::male)});
  EXPECT_NE(story.name(story.context().tagged.back()), "Adam");
}

TEST(SelfIntroductions, AChildIsStillCalledTheBoyWhenItHasAName) {
  const AnalyzedStory story(
      "\"Sugar,\" said the boy.\n\n\"Adam, come here!\" called Ives.\n\n\"I won't,\" answered Adam.\n\n"
      "\"Sugar,\" said the boy.",
      {character("Ives", language::Gender::female), character("Adam", language::Gender::male)});
  EXPECT_EQ(story.name(story.context().tagged.front()), "Adam");
  EXPECT_EQ(story.name(story.context().tagged.back()), "Adam");
}

}  // namespace
}  // namespace sotto::attribution
