#include "annotate/attribution/entities/cast_discovery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> discovered_cast(const std::string& text) {
  const AnalyzedStory story(text);
  std::vector<std::string> names;
  for (EntityIndex i = 0; i < story.analysis.entities.character_count; ++i) names.push_back(story.name(i));
  return names;
}

TEST(CastDiscovery, FindsWhoSpeaks) {
  EXPECT_THAT(discovered_cast("\"It rains,\" said Quill. \"It does,\" said Orme. \"Yes,\" said Quill."),
              ElementsAre("Quill", "Orme"));
}

TEST(CastDiscovery, PlacesAndMonthsAreNobody) {
  EXPECT_THAT(discovered_cast("They lived in Dunmore. In March they went from Dunmore to Dunmore."), IsEmpty());
}

TEST(CastDiscovery, ATitleMakesAName) {
  const AnalyzedStory story("Mrs. Orme turned round. She smiled.");
  ASSERT_EQ(story.analysis.entities.character_count, 1U);
  EXPECT_EQ(story.name(0), "Mrs. Orme");
  EXPECT_EQ(story.analysis.entities.cast[0].gender, language::Gender::female);
  EXPECT_EQ(story.analysis.entities.cast[0].gender_why, "Mrs.");
}

TEST(CastDiscovery, FormsOfOneNameAreOneCharacter) {
  const AnalyzedStory story("\"Yes,\" said John Harrow. Harrow sat down. \"No,\" said Harrow.");
  ASSERT_EQ(story.analysis.entities.character_count, 1U);
  EXPECT_EQ(story.name(0), "Harrow");
  EXPECT_THAT(story.analysis.entities.cast[0].aliases, ElementsAre("John Harrow"));
}

TEST(CastDiscovery, ANameInFullLinksItsParts) {
  EXPECT_THAT(discovered_cast("\"Mind the step,\" said Tam.\n\n\"Lamps do not light themselves, Tam McRae.\"\n\n"
                              "\"This one did,\" said McRae.\n"),
              ElementsAre("Tam"));
}

TEST(CastDiscovery, PronounsTellGenders) {
  const AnalyzedStory story("Quill sat down. He laughed. Quill stood up. He coughed. \"Yes,\" said Quill.");
  ASSERT_EQ(story.analysis.entities.character_count, 1U);
  EXPECT_EQ(story.analysis.entities.cast[0].gender, language::Gender::male);
  EXPECT_EQ(story.analysis.entities.cast[0].gender_why, "he x 2");
}

TEST(CastDiscovery, WhatIsOnlyShoutedGetsSmallLetters) {
  EXPECT_THAT(discovered_cast("\"MEG!\" he shouted. \"MEG! Where are you, MEG?\""), ElementsAre("Meg"));
}

TEST(CastDiscovery, WhatOnlyBeginsSentencesOfSpeechIsNobody) {
  std::string text = "\"Fiddlesticks! Gosh!\" said Quill. \"Fiddlesticks! Gosh!\" said Orme.\n\n";
  for (int i = 0; i < 4000; ++i) text += "The rain fell on the roof. ";  // a long text
  EXPECT_THAT(discovered_cast(text), ::testing::UnorderedElementsAre("Quill", "Orme"));
}

}  // namespace
}  // namespace sotto::attribution
