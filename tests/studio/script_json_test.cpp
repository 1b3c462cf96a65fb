#include "studio/script_json.h"

#include <gtest/gtest.h>

#include "studio/open_studio.h"

namespace sotto::studio {
namespace {

TEST(ScriptJson, CountsWhatIsUnsureAndWhatIsCorrected) {
  script::ScriptChapter chapter;
  chapter.lines.resize(3);
  chapter.lines[0].who = chapter.lines[1].who = chapter.lines[2].who = "meg";
  chapter.lines[0].guess = script::Guess{"meg", "", 0.5, "turn", ""};
  chapter.lines[1].guess = script::Guess{"erik", "", 0.5, "turn", "he said"};
  chapter.lines[2].guess = script::Guess{"meg", "", 0.9, "tag", ""};
  const nlohmann::json told = chapter_json(chapter, nullptr);
  EXPECT_EQ(told["unsure"], 1);
  EXPECT_EQ(told["corrected"], 1);
  EXPECT_EQ(told["lines"][1]["guess"]["evidence"], "he said");
  EXPECT_EQ(told["lines"][1]["decided"], true);
}

TEST(ScriptJson, OfTwoLinesThatSayTheSameEachHasItsOwnSecondGuess) {
  script::ScriptChapter chapter;
  chapter.title = "One";
  chapter.lines.resize(3);
  for (script::Line& line : chapter.lines) {
    line.who = "meg";
    line.say = "And what of it?";
    line.guess = script::Guess{"meg", "", 0.5, "turn", ""};
  }
  BookReading reading;
  reading.seconds[{"One", "And what of it?", 1}] = "erik";
  reading.seconds[{"One", "And what of it?", 2}] = "meg";
  const nlohmann::json lines = chapter_json(chapter, &reading)["lines"];
  EXPECT_FALSE(lines[0]["guess"].contains("second"));
  EXPECT_EQ(lines[1]["guess"]["second"], "erik");
  EXPECT_FALSE(lines[2]["guess"].contains("second"));  // who is guessed already
}

TEST(ScriptJson, TheSourceIsWhole) {
  OpenStudio open;
  std::string all;
  for (const auto& piece : open.get("/api/source", {{"number", "1"}})) all += piece["text"].get<std::string>();
  EXPECT_NE(all.find("\"Is it boiling?\" asked Anna. She did not look up."), std::string::npos);
  EXPECT_NE(all.find("Give it *two* minutes.\""), std::string::npos);
}

TEST(ScriptJson, TheNarratorComesFirst) {
  OpenStudio open;
  const nlohmann::json people = people_json(open.studio);
  EXPECT_EQ(people[0]["id"], "narrator");
  EXPECT_EQ(people[1]["id"], "anna");
  EXPECT_GT(people[1]["lines"], people[2]["lines"]);
  EXPECT_EQ(people[1]["gender"], "f");
}

}  // namespace
}  // namespace sotto::studio
