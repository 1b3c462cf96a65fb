#include "annotate/attribution/coreference/salience.h"

#include <gtest/gtest.h>

#include "annotate/attribution/model/document_analysis.h"
#include "annotate/document/chapters.h"

namespace sotto::attribution {
namespace {

/// For each pronoun of one person, whom it means first of all.
std::vector<std::string> pronouns(const std::string& story) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("a.txt", story, diagnostics);
  std::vector<document::Character> cast;
  for (const auto& [name, gender] :
       {std::pair{"Ann", language::Gender::female}, std::pair{"Cat", language::Gender::female},
        std::pair{"Ben", language::Gender::male}, std::pair{"Dan", language::Gender::male}}) {
    document::Character character;
    character.id = character.name = name;
    character.gender = gender;
    cast.push_back(character);
  }
  const DocumentAnalysis analysis(*manuscript, find_chapters(*manuscript, "A"), {cast, document::Others::nobody},
                                  diagnostics);
  const SalienceModel salience(analysis.tokens, analysis.entities, analysis.mentions);
  std::vector<std::string> found;
  for (std::uint32_t m = 0; m < analysis.mentions.all.size(); ++m) {
    const std::vector<SalientEntity>& meant = salience.meant_by(m);
    if (!meant.empty()) found.push_back(analysis.entities.cast[meant.front().entity].name);
  }
  return found;
}

using Names = std::vector<std::string>;

TEST(FocusTest, APronounAgreesInGender) {
  EXPECT_EQ(pronouns("Ann met Ben. He bowed. She laughed.\n"), (Names{"Ben", "Ann"}));
}

TEST(FocusTest, SubjectsComeBeforeObjects) { EXPECT_EQ(pronouns("Ann looked at Cat. She laughed.\n"), (Names{"Ann"})); }

TEST(FocusTest, AnObjectIsNotItsSubject) {
  EXPECT_EQ(pronouns("Dan was late. Ben laughed. Ben looked at him.\n"), (Names{"Dan"}));
}

TEST(FocusTest, WhoWasNamedLongAgoIsForgotten) {
  std::string story = "Ann looked in. Ann sat down. ";
  for (int i = 0; i < 100; ++i) story += "Rain fell on the empty garden again. ";
  EXPECT_EQ(pronouns(story + "With a cat on her arm came Cat. She laughed.\n").back(), "Cat");
}

}  // namespace
}  // namespace sotto::attribution
