#include "annotate/attribution/coreference/relatives.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

/// Whom the tag of a story's last speech names, where nobody is given.
std::string last_tagged(const std::string& text) {
  const AnalyzedStory story(text);
  return story.name(story.context().tagged.back());
}

TEST(Relatives, AWifeHasHerHusbandsSurname) {
  EXPECT_EQ(last_tagged("Mr. Gray read. Mrs. Gray sewed.\n\n\"It is late, Mr. Gray,\" said Mrs. Gray.\n\n"
                        "\"Is it?\" asked Mr. Gray.\n\n\"It is past ten,\" said his wife."),
            "Mrs. Gray");
}

TEST(Relatives, AParentHasTheChildsSurname) {
  EXPECT_EQ(last_tagged("Tom Gray ran in. Mrs. Gray sewed.\n\n\"It is late,\" said Mrs. Gray.\n\n"
                        "\"Is it?\" asked Tom.\n\n\"It is past ten,\" said his mother."),
            "Mrs. Gray");
}

TEST(Relatives, ARelativeWhomTheTextNamesHasThatName) {
  EXPECT_EQ(last_tagged("Tom ran in, and his sister Ada with him.\n\n\"It is late,\" said Ada.\n\n"
                        "\"Is it?\" asked Tom.\n\n\"It is past ten,\" said his sister."),
            "Ada");
}

TEST(Relatives, TheMotherOfSomebodyElseStaysUnnamed) {
  EXPECT_EQ(last_tagged("Tom Hill ran in. Mrs. Gray sewed.\n\n\"It is late,\" said Mrs. Gray.\n\n"
                        "\"Is it?\" asked Tom.\n\n\"It is past ten,\" said his mother."),
            "the mother");
}

}  // namespace
}  // namespace sotto::attribution
