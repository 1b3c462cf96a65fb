#include "annotate/attribution/model/described_speakers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

TEST(DescribedSpeakers, TheOldLadyIsOldOrHasATitle) {
  const AnalyzedStory story(
      "Mrs. Dane and Ann sat down.\n\n\"It rains,\" said the old lady.\n",
      {character("Mrs. Dane", language::Gender::female), character("Ann", language::Gender::female)});
  EXPECT_TRUE(is_elder(story.context(), 0, story.entity("Mrs. Dane")));
  EXPECT_FALSE(is_elder(story.context(), 0, story.entity("Ann")));
}

TEST(DescribedSpeakers, MissIsNotOld) {
  const AnalyzedStory story("Miss Dane sat down.\n\n\"It rains,\" said the old lady.\n",
                            {character("Miss Dane", language::Gender::female)});
  EXPECT_FALSE(is_elder(story.context(), 0, story.entity("Miss Dane")));
}

TEST(DescribedSpeakers, WhoIsOnlyDescribedAndNotBroughtInIsFamiliar) {
  const auto familiar = [](const std::string& text) {
    const AnalyzedStory story(text, meg_and_erik());
    return is_familiar(story.context(), static_cast<std::uint32_t>(story.context().speeches.size() - 1));
  };
  EXPECT_TRUE(familiar("\"Yes,\" said Meg.\n\n\"It rains,\" said the woman.\n"));
  EXPECT_FALSE(familiar("\"Yes,\" said Erik.\n\n\"It rains,\" said the woman.\n")) << "the scene tells of no woman";
  EXPECT_FALSE(familiar("\"Yes,\" said Meg, and saw a woman.\n\n\"It rains,\" said the woman.\n"))
      << "she was introduced";
  EXPECT_FALSE(familiar("\"Yes,\" said Meg.\n\n\"It rains,\" said the housekeeper.\n")) << "not anybody is one";
}

}  // namespace
}  // namespace sotto::attribution
