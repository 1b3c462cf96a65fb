#include "annotate/language/classified_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace sotto::language {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string_view> birds_of(const WordLists& lists, std::string_view name) {
  const WordList words = words_of_class(lists.table("birds"), name);
  return {words.begin(), words.end()};
}

TEST(ClassifiedWords, AreThoseWhoseRowNamesTheClass) {
  WordLists lists;
  lists.read("x.txt", "[birds: word | classes]\nswan | water large\nduck | water\nrook |\nostrich | large\n");
  EXPECT_THAT(birds_of(lists, "water"), ElementsAre("swan", "duck"));
  EXPECT_THAT(birds_of(lists, "large"), ElementsAre("swan", "ostrich"));
  EXPECT_THAT(birds_of(lists, "wat"), IsEmpty());
  EXPECT_TRUE(words_of_class(lists.table("birds"), "water").contains("duck"));
}

}  // namespace
}  // namespace sotto::language
