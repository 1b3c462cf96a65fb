#include "annotate/attribution/coreference/ambiguous_names.h"

#include <gtest/gtest.h>

#include "annotate/attribution/model/document_analysis.h"
#include "annotate/document/chapters.h"

namespace sotto::attribution {
namespace {

struct Person {
  std::string name;
  language::Gender gender;
};

/// Whom the narration's mentions mean, in order.
std::vector<std::string> meant(const std::string& story, const std::vector<Person>& entities) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("a.txt", story, diagnostics);
  std::vector<document::Character> cast;
  for (const Person& one : entities) {
    document::Character character;
    character.id = character.name = one.name;
    character.gender = one.gender;
    cast.push_back(character);
  }
  const DocumentAnalysis analysis(*manuscript, document::find_chapters(*manuscript, "A"),
                                  {cast, document::Others::nobody}, diagnostics);
  std::vector<std::string> found;
  for (const Mention& mention : analysis.mentions.all) {
    if (mention.entity != kNobody) found.push_back(analysis.entities.cast[mention.entity].name);
  }
  return found;
}

using Names = std::vector<std::string>;

TEST(SharedNamesTest, ABareSurnameIsTheMans) {
  const std::vector<Person> entities = {{"Ralph Denham", language::Gender::male},
                                        {"Joan Denham", language::Gender::female},
                                        {"Mrs. Denham", language::Gender::female}};
  EXPECT_EQ(meant("Mrs. Denham sat down. Joan Denham stood. Denham left.\n", entities),
            (Names{"Mrs. Denham", "Joan Denham", "Ralph Denham"}));
}

TEST(SharedNamesTest, ABareGivenNameIsWhoHasNoLongerOne) {
  const std::vector<Person> entities = {{"Charles Musgrove", language::Gender::male},
                                        {"Charles Hayter", language::Gender::male}};
  EXPECT_EQ(
      meant("Charles Musgrove came in. Charles Hayter sat there. Charles Hayter rose. Charles laughed.\n", entities),
      (Names{"Charles Musgrove", "Charles Hayter", "Charles Hayter", "Charles Musgrove"}));
}

TEST(SharedNamesTest, ATitleIsWhoHoldsItAndIsNear) {
  const std::vector<Person> entities = {{"Duchess of Harley", language::Gender::female},
                                        {"Duchess of Monmouth", language::Gender::female}};
  std::string story = "The Duchess of Monmouth smiled. The duchess rose.\n\n";
  for (int i = 0; i < 400; ++i) story += "Rain fell on the empty garden again. ";
  story += "\n\nThe Duchess of Harley came late. The duchess sat down.\n";
  EXPECT_EQ(meant(story, entities),
            (Names{"Duchess of Monmouth", "Duchess of Monmouth", "Duchess of Harley", "Duchess of Harley"}));
}

}  // namespace
}  // namespace sotto::attribution
