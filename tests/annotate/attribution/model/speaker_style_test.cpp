#include "annotate/attribution/model/speaker_style.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"
#include "annotate/attribution/model/feature_extraction.h"

namespace sotto::attribution {
namespace {

/// Meg says much of the garden and Erik of the sea, each in turn; the last speech is nobody's by its tag.
std::string talk(const std::string& last) {
  std::string text;
  for (int i = 0; i < 12; ++i)
    text += "\"The roses in the garden want water,\" said Meg.\n\n\"The waves on the sea want wind,\" said Erik.\n\n";
  return text + '"' + last + "\"\n";
}

float similarity(const std::string& last, const std::string& name) {
  const AnalyzedStory story(talk(last), meg_and_erik());
  const FeatureContext& context = story.context();
  const SpeakerStyles styles(context,
                             certain_beliefs(context, std::vector<EntityIndex>(context.speeches.size(), kNobody)));
  return styles.similarity(context.turn_of.back(), story.entity(name));
}

TEST(SpeakerStyles, WordsAreLikeThoseOfWhoUsesThem) {
  EXPECT_GT(similarity("The roses want water.", "Meg"), 0.1F);
  EXPECT_LT(similarity("The roses want water.", "Erik"), 0.0F);
  EXPECT_GT(similarity("The waves want wind.", "Erik"), 0.1F);
}

TEST(SpeakerStyles, OfWhomTooLittleIsKnownTheyTellNothing) {
  const AnalyzedStory story("\"The roses,\" said Meg.\n\n\"The roses.\"\n", meg_and_erik());
  const FeatureContext& context = story.context();
  const SpeakerStyles styles(context, certain_beliefs(context, {kNobody, kNobody}));
  EXPECT_EQ(styles.similarity(1, story.entity("Meg")), 0.0F);
}

TEST(SpeakerStyles, TellWhoIsSpokenTo) {
  const AnalyzedStory story(talk("Indeed."), meg_and_erik());
  const FeatureContext& context = story.context();
  const SpeakerStyles styles(context,
                             certain_beliefs(context, std::vector<EntityIndex>(context.speeches.size(), kNobody)));
  const std::uint32_t last = context.turn_of.back();
  EXPECT_GT(styles.similarity_as_addressee(last - 1, last, story.entity("Meg")), 0.0F) << "Erik speaks so to Meg";
  EXPECT_LT(styles.similarity_as_addressee(last - 1, last, story.entity("Erik")), 0.0F);
}

}  // namespace
}  // namespace sotto::attribution
