#include "annotate/attribution/entities/first_person_narrator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

std::string narrator_of(const std::string& text) {
  const AnalyzedStory story(text, meg_and_erik());
  return story.name(find_first_person_narrator(story.tokens(), story.analysis.entities).entity);
}

TEST(FirstPersonNarrator, GivesTheirName) {
  EXPECT_EQ(narrator_of("My name is Meg. I live by the sea."), "Meg");
  EXPECT_EQ(narrator_of("My friends call me Erik. I live by the sea."), "Erik");
}

TEST(FirstPersonNarrator, IsWhoIsCalledBeforeISay) {
  EXPECT_EQ(narrator_of("\"Where are you, Meg?\" he called.\n\n\"Here,\" I said."), "Meg");
}

TEST(FirstPersonNarrator, IsSureWhereTheNameIsAnsweredMoreThanOnce) {
  const auto sure = [](const std::string& text) {
    const AnalyzedStory story(text, meg_and_erik());
    return find_first_person_narrator(story.tokens(), story.analysis.entities).sure;
  };
  const std::string once = "\"Where are you, Meg?\" he called.\n\n\"Here,\" I said.\n\nI went on.\n\n";
  EXPECT_TRUE(sure("My name is Meg. I live by the sea."));
  EXPECT_FALSE(sure(once));
  EXPECT_TRUE(sure(once + once));
  const std::string called = "\"Are you there, Meg?\" he called.\n\nNothing moved.\n\n";
  EXPECT_TRUE(sure(once + called + called)) << "called often, and never told of";
  EXPECT_FALSE(sure(once + called + called + "Meg came in.\n"));
}

TEST(FirstPersonNarrator, IsWhoSignsTheLetters) {
  const std::string letter = "I saw Erik, and I said no.\n\nMEG.\n\n";
  EXPECT_EQ(narrator_of(letter + letter + letter), "Meg");
  EXPECT_EQ(narrator_of(letter + letter), "nobody");
  EXPECT_EQ(narrator_of(letter + letter + letter + "I saw Meg.\n\nErik"), "nobody") << "several write";
}

TEST(FirstPersonNarrator, IsNobodyWhomTheNarrationNames) {
  EXPECT_EQ(narrator_of("Meg came in.\n\n\"Where are you, Meg?\" he called.\n\n\"Here,\" I said."), "nobody");
  EXPECT_EQ(narrator_of("I live by the sea. I like it."), "nobody");
}

TEST(ToldInFirstPerson, IsABookThatSaysIOften) {
  const auto told = [](const std::string& text) { return told_in_first_person(AnalyzedStory(text).tokens()); };
  EXPECT_TRUE(told("I live by the sea. I like it."));
  EXPECT_FALSE(told("She lives by the sea."));
  EXPECT_FALSE(told("\"I live by the sea. I like it,\" she said. \"I do.\""));
  std::string long_narration = "I saw it. I did. ";
  for (int i = 0; i < 100; ++i) long_narration += "The rain fell on the roof. ";
  EXPECT_FALSE(told(long_narration)) << "twice in 600 words is too seldom";
}

TEST(FirstPersonNarrator, IsWhoAloneIsCalledAndNeverToldOf) {
  EXPECT_EQ(narrator_of("Erik came in. I sat down.\n\n\"It is late, Meg.\"\n\n\"I know.\"\n\nErik and I laughed."),
            "Meg");
}

}  // namespace
}  // namespace sotto::attribution
