#include "annotate/attribution/model/turns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

/// The speeches of each turn, as "0-1 2".
std::string turns_of(const std::string& text) {
  const AnalyzedStory story(text, meg_and_erik());
  std::string found;
  for (const Turn& turn : story.context().turns) {
    if (!found.empty()) found += ' ';
    found += std::to_string(turn.first);
    if (turn.last != turn.first) found += '-' + std::to_string(turn.last);
  }
  for (std::uint32_t i = 0; i < story.context().speeches.size(); ++i) {
    const Turn& turn = story.context().turns[story.context().turn_of[i]];
    EXPECT_TRUE(turn.first <= i && i <= turn.last) << i;
  }
  return found;
}

TEST(Turns, AreParagraphs) {
  EXPECT_EQ(turns_of("\"It rains,\" said Meg. \"Much.\"\n\n\"Yes.\"\n"), "0-1 2");
  EXPECT_EQ(turns_of("Nobody spoke.\n"), "");
}

TEST(Turns, GoOnWithASpeechThatGoesOnOverParagraphs) {
  EXPECT_EQ(turns_of("Meg said, \"One.\n\n\"Two.\"\n\n\"Three.\"\n"), "0-1 2");
}

TEST(Turns, EndWhereAnotherSpeaksInTheSameParagraph) {
  EXPECT_EQ(turns_of("\"It rains,\" said Meg. \"Yes,\" said Erik. \"Much.\"\n"), "0 1-2");
  EXPECT_EQ(turns_of("\"It rains,\" said Meg. \"Yes,\" said Meg.\n"), "0-1");
}

}  // namespace
}  // namespace sotto::attribution
