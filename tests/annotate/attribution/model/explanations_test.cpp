#include "annotate/attribution/model/explanations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"
#include "annotate/attribution/model/ranker.h"

namespace sotto::attribution {
namespace {

struct ExplanationCase {
  const char* name;
  const char* text;
  const char* rule;
  const char* evidence;
};

class ExplanationTest : public ::testing::TestWithParam<ExplanationCase> {};

TEST_P(ExplanationTest, OfTheLastSpeech) {
  const AnalyzedStory story(GetParam().text, meg_and_erik());
  const std::vector<EntityIndex> nobody(story.context().speeches.size(), kNobody);
  const std::vector<Decision> decisions =
      attribute(story.context(), learned_ranker(language::default_language()), nobody);
  const auto last = static_cast<std::uint32_t>(decisions.size() - 1);
  const Explanation found = explain(story.manuscript.text, story.context(), decisions, last);
  EXPECT_EQ(found.rule, GetParam().rule);
  EXPECT_EQ(found.evidence, GetParam().evidence);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, ExplanationTest,
    ::testing::Values(ExplanationCase{"tag", "\"It rains,\" said Meg.", "tag", "said Meg"},
                      ExplanationCase{"pronoun", "Meg sat down.\n\n\"It rains,\" she said.", "pronoun", "she said"},
                      ExplanationCase{"beat", "\"It rains.\" Meg sat down.", "beat", "Meg sat down"},
                      ExplanationCase{"same_paragraph", "\"It rains,\" said Meg. \"And it will.\"", "tag",
                                      "same paragraph: said Meg"},
                      ExplanationCase{
                          "alternation",
                          "Meg and Erik sat down.\n\n\"It rains,\" said Meg.\n\n\"Yes,\" said Erik.\n\n\"Much.\"",
                          "alternation", "alternates with Erik for 3 turns"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Explanation, OfWhatPeopleDecided) {
  const AnalyzedStory story("\"It rains,\" said Meg. \"And it will.\"", meg_and_erik());
  std::vector<Decision> decisions(2);
  decisions[0].speaker = decisions[1].speaker = story.entity("Erik");
  decisions[0].fixed = true;
  decisions[1].follows = true;
  EXPECT_EQ(explain(story.manuscript.text, story.context(), decisions, 0).evidence, "corrected by hand");
  EXPECT_EQ(explain(story.manuscript.text, story.context(), decisions, 1).evidence,
            "another part of this speech was corrected by hand");
  decisions[0] = {};
  EXPECT_EQ(explain(story.manuscript.text, story.context(), decisions, 0).rule, "none");
}

}  // namespace
}  // namespace sotto::attribution
