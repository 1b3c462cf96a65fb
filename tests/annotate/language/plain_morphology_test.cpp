#include "annotate/language/plain_morphology.h"

#include <gtest/gtest.h>

namespace sotto::language {
namespace {

TEST(PlainMorphology, TellsNothingOfAnyWord) {
  const WordLists lists;
  const auto morphology = plain_morphology(lists);
  EXPECT_EQ(morphology->clitic("meg's").length, 0U);
  EXPECT_EQ(morphology->classes_by_form("slowly", 0), 0U);
  EXPECT_EQ(morphology->person_by_ending("charwoman"), 0U);
  EXPECT_EQ(morphology->plural("haus"), "haus");
  EXPECT_TRUE(morphology->singulars("words").empty());
  EXPECT_FALSE(morphology->has_ending("slowly", Morphology::Ending::adverb));
  EXPECT_FALSE(morphology->is_past_of("nodded", "nodding"));
}

}  // namespace
}  // namespace sotto::language
