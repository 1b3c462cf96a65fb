#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/attributed_lines.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<contents::LineReport> dialogue(const char* third) {
  return {guessed("anna"),  guessed("peter"),           guessed("anna", 0.5, third), guessed(document::kNarrator),
          guessed("peter"), guessed("anna", 0.6, third)};
}

TEST(ThreeReadByTwoCheck, NamesAThirdSpeakerWhoMayBeReadByTwo) {
  const Outcome found = attributed(dialogue("ruth")).quick("three-read-by-two");
  EXPECT_THAT(found.lines(), ElementsAre(2));
  EXPECT_THAT(found.messages(), ElementsAre("of 5 lines, 2 may be ruth's"));
  EXPECT_EQ(found.verdict(), contents::Verdict::noted);
}

TEST(ThreeReadByTwoCheck, IsContentWhereItIsOneOfTheTwo) {
  EXPECT_THAT(attributed(dialogue("peter")).quick("three-read-by-two").lines(), IsEmpty());
}

TEST(ThreeReadByTwoCheck, IsContentWhereThreeSpeakAlready) {
  auto three = dialogue("ruth");
  three.push_back(guessed("john"));
  EXPECT_THAT(attributed(three).quick("three-read-by-two").lines(), IsEmpty());
}

TEST(ThreeReadByTwoCheck, EndsADialogueAtTwoLinesOfNarration) {
  auto apart = dialogue("ruth");
  apart.insert(apart.begin() + 3, guessed(document::kNarrator));
  EXPECT_THAT(attributed(apart).quick("three-read-by-two").lines(), IsEmpty());
}

}  // namespace
}  // namespace sotto::checks
