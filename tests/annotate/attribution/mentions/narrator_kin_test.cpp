#include "annotate/attribution/mentions/narrator_kin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

/// Whom "my uncle" means in a story told by "I".
std::string my_uncle(const std::string& text, const std::vector<document::Character>& cast) {
  const AnalyzedStory story(text, cast);
  Entities entities = story.analysis.entities;
  const NarratorKin kin = find_narrator_kin(story.tokens(), entities);
  const auto found = kin.find(story.tokens().vocabulary.find("uncle"));
  return found == kin.end() ? "nobody" : entities.cast[found->second].name;
}

TEST(NarratorKin, AreToldByAName) {
  const std::vector<document::Character> cast = {character("Tobias", language::Gender::unknown),
                                                 character("Erik", language::Gender::male)};
  EXPECT_EQ(my_uncle("I saw my uncle Tobias. I ran.", cast), "Tobias");
  EXPECT_EQ(my_uncle("I saw my uncle, Tobias, and Erik.", cast), "Tobias");
  EXPECT_EQ(my_uncle("I saw my uncle Tobias, and I saw my uncle Erik.", cast), "nobody") << "there are two";
  EXPECT_EQ(my_uncle("I saw my uncle and Tobias.", cast), "nobody");
}

TEST(NarratorKin, AreToldByAnAlias) {
  document::Character tobias = character("Tobias", language::Gender::unknown);
  tobias.aliases = {"my uncle"};
  EXPECT_EQ(my_uncle("I ran. I saw him.", {tobias}), "Tobias");
}

TEST(NarratorKin, TellGenders) {
  const AnalyzedStory story("I saw my uncle Tobias. I ran.", {character("Tobias", language::Gender::unknown)});
  EXPECT_EQ(story.analysis.entities.cast[0].gender, language::Gender::male);
  EXPECT_EQ(story.analysis.entities.cast[0].gender_why, "\"my uncle\"");
}

}  // namespace
}  // namespace sotto::attribution
