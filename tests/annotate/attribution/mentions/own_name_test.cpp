#include "annotate/attribution/mentions/own_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

TEST(OwnName, StandsBehindAPhraseThatGivesIt) {
  struct Case {
    const char* text;
    bool in_speech;
    bool in_narration;
  };
  for (const Case& one :
       {Case{"My name is Meg", true, true}, Case{"call me Meg", true, true}, Case{"I am Meg", true, false},
        Case{"I'm Meg", true, false}, Case{"it was Meg", false, false}, Case{"Meg", false, false}}) {
    const AnalyzedStory story(one.text);
    const auto name = static_cast<std::uint32_t>(story.tokens().all.size() - 1);
    EXPECT_EQ(gives_own_name(story.tokens(), 0, name, "speech"), one.in_speech) << one.text;
    EXPECT_EQ(gives_own_name(story.tokens(), 0, name, "narration"), one.in_narration) << one.text;
  }
}

TEST(OwnName, DoesNotLookInFrontOfWhereItMay) {
  const AnalyzedStory story("my name is Meg");
  EXPECT_TRUE(gives_own_name(story.tokens(), 0, 3, "speech"));
  EXPECT_FALSE(gives_own_name(story.tokens(), 1, 3, "speech"));
}

}  // namespace
}  // namespace sotto::attribution
