#include "annotate/attribution/coreference/called_parents.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

std::string age_of_tom(const std::string& text) {
  const AnalyzedStory story(text, {character("Tom", language::Gender::unknown)});
  return story.analysis.entities.cast[0].age;
}

TEST(CalledParents, TellAChild) {
  EXPECT_EQ(age_of_tom("\"Mummy, are we there?\" asked Tom.\n"), "child");
  EXPECT_EQ(age_of_tom("\"Are we there, Daddy?\" asked Tom.\n"), "child");
  EXPECT_EQ(age_of_tom("\"Daddy!\" Tom cried.\n"), "child");
}

TEST(CalledParents, AreCalledAndNotOnlySpokenOf) {
  EXPECT_EQ(age_of_tom("\"Where did Daddy go?\" asked Tom.\n"), "");
  EXPECT_EQ(age_of_tom("\"Mother, are we there?\" asked Tom.\n"), "");
  EXPECT_EQ(age_of_tom("Tom, who was forty, sat down. \"Daddy, look,\" said Tom.\n"), "adult")
      << "it is told otherwise";
}

}  // namespace
}  // namespace sotto::attribution
