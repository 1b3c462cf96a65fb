#include "annotate/attribution/coreference/pronoun_genders.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/attribution/model/document_analysis.h"

namespace sotto::attribution {
namespace {

struct GenderCase {
  const char* name;
  const char* story;
  const char* entity;
  language::Gender gender;
};

class PronounGenderTest : public ::testing::TestWithParam<GenderCase> {};

TEST_P(PronounGenderTest, IsThatOfThePronouns) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.txt", GetParam().story, diagnostics);
  ASSERT_TRUE(manuscript);
  const DocumentAnalysis analysis(*manuscript, document::find_chapters(*manuscript, "Story"), {}, diagnostics);
  for (const document::Character& character : analysis.entities.cast) {
    if (character.name != GetParam().entity) continue;
    EXPECT_EQ(character.gender, GetParam().gender) << character.gender_why;
    return;
  }
  FAIL() << GetParam().entity << " is nobody";
}

// Names that no list of given names has.
INSTANTIATE_TEST_SUITE_P(
    Stories, PronounGenderTest,
    ::testing::Values(
        GenderCase{"one_pronoun", "\"It is late,\" said Quill. She put out the lamp.\n", "Quill",
                   language::Gender::female},
        GenderCase{"in_the_next_paragraph", "\"It is late,\" said Quill.\n\nHe put out the lamp.\n", "Quill",
                   language::Gender::male},
        GenderCase{"beside_one_who_is_known",
                   "Anna opened the door. Brill stood there, and his hat was wet.\n\n\"Come in,\" said Anna.\n\n"
                   "\"I am in,\" said Brill.\n",
                   "Brill", language::Gender::male},
        GenderCase{"hers_is_no_sign_for_him",
                   "\"Go on,\" said Brill to Anna. He took her hand. \"It is only a goat,\" said Brill.\n", "Brill",
                   language::Gender::male},
        GenderCase{"somebody_described",
                   "A stranger came in. \"Is this the inn?\" asked the stranger. She shook out her umbrella.\n",
                   "the stranger", language::Gender::female},
        GenderCase{"no_pronoun", "\"It is late,\" said Quill.\n", "Quill", language::Gender::unknown},
        GenderCase{"a_grandmother", "\"It is late,\" said Gran. \"So it is,\" said Gran.\n", "Gran",
                   language::Gender::female},
        GenderCase{"a_fisherwoman", "\"It is late,\" said the fisherwoman.\n", "the fisherwoman",
                   language::Gender::female},
        GenderCase{"a_cattleman", "\"It is late,\" said the cattleman.\n", "the cattleman", language::Gender::male}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(PronounGenderTest, ASurnameThatEndsLikeANounIsAName) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript(
      "story.txt", "\"It is late,\" said Freeman. She yawned. \"It is,\" said Freeman.\n", diagnostics);
  const DocumentAnalysis analysis(*manuscript, document::find_chapters(*manuscript, "Story"), {}, diagnostics);
  ASSERT_FALSE(analysis.entities.cast.empty());
  EXPECT_EQ(analysis.entities.cast[0].name, "Freeman");
  EXPECT_EQ(analysis.entities.cast[0].gender, language::Gender::female);
}

}  // namespace
}  // namespace sotto::attribution
