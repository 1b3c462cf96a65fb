#include "annotate/attribution/coreference/spouses.h"

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

TEST(Spouses, AWifeHasHerHusbandsSurname) {
  EXPECT_EQ(last_tagged("Mr. Gray read. Mrs. Gray sewed.\n\n\"It is late, Mr. Gray,\" said Mrs. Gray.\n\n"
                        "\"Is it?\" asked Mr. Gray.\n\n\"It is past ten,\" said his wife."),
            "Mrs. Gray");
}

TEST(Spouses, TheWifeOfSomebodyElseStaysUnnamed) {
  EXPECT_EQ(last_tagged("Mr. Hill read. Mrs. Gray sewed.\n\n\"It is late,\" said Mrs. Gray.\n\n"
                        "\"Is it?\" asked Mr. Hill.\n\n\"It is past ten,\" said his wife."),
            "the wife");
}

}  // namespace
}  // namespace sotto::attribution
