#include "annotate/attribution/entities/appositions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Who is the cook.
std::vector<std::string> cooks(const std::string& text) {
  const AnalyzedStory story(text,
                            {character("Nye", language::Gender::male), character("Ann", language::Gender::female)});
  NameTable names;
  for (const EntityIndex entity : {0U, 1U})
    names.add({story.tokens().vocabulary.find(entity == 0 ? "nye" : "ann")}, entity, false);
  const auto found = find_appositions(story.tokens(), names);
  const auto cook = found.find(story.tokens().vocabulary.find("cook"));
  std::vector<std::string> all;
  if (cook == found.end()) return all;
  for (const EntityIndex entity : cook->second) all.push_back(story.name(entity));
  return all;
}

TEST(Appositions, StandBesideAName) {
  EXPECT_THAT(cooks("His cook Nye came in."), ElementsAre("Nye"));
  EXPECT_THAT(cooks("The old cook Nye came in."), ElementsAre("Nye"));
  EXPECT_THAT(cooks("The cook, Nye, came in."), ElementsAre("Nye"));
  EXPECT_THAT(cooks("Nye, the cook, came in."), ElementsAre("Nye"));
  EXPECT_THAT(cooks("Nye was their cook."), ElementsAre("Nye"));
  EXPECT_THAT(cooks("Nye, the cook, came in. Ann was the cook."), ElementsAre("Nye", "Ann"));
}

TEST(Appositions, AreNoListsAndNoCompany) {
  EXPECT_THAT(cooks("Ann, the cook, and the maid came in."), IsEmpty());
  EXPECT_THAT(cooks("Nye saw the cook."), IsEmpty());
  EXPECT_THAT(cooks("Nye's cook came in."), IsEmpty());
}

}  // namespace
}  // namespace sotto::attribution
