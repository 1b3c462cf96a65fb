#include "studio/line_edits.h"

#include <gtest/gtest.h>

namespace sotto::studio {
namespace {

script::Line line(const std::string& who, const std::string& say, const std::string& guessed = {}) {
  script::Line made;
  made.who = who;
  made.say = say;
  if (!guessed.empty()) made.guess = script::Guess{guessed, "", 0.6, "turn", ""};
  return made;
}

TEST(LineEdits, FindALineThatHasMoved) {
  script::ScriptChapter chapter;
  chapter.lines = {line("narrator", "Rain."), line("meg", "Yes."), line("erik", "No."), line("meg", "Yes.")};
  EXPECT_EQ(find_line(chapter, {1, 2, "No."}), 2U);
  EXPECT_EQ(find_line(chapter, {1, 9, "No."}), 2U);
  EXPECT_EQ(find_line(chapter, {1, 3, "Yes."}), 3U);
  EXPECT_EQ(find_line(chapter, {1, 0, "Yes."}), std::nullopt);  // which one?
  EXPECT_EQ(find_line(chapter, {1, 0, "Snow."}), std::nullopt);
}

TEST(LineEdits, WhoIsChosenAsGuessedIsConfirmed) {
  script::Line speech = line("meg", "Yes.", "meg");
  EXPECT_TRUE(edit_line(speech, {.who = "meg"}));
  EXPECT_FALSE(speech.guess);
  EXPECT_FALSE(edit_line(speech, {.who = "meg"}));
  script::Line other = line("meg", "Yes.", "meg");
  EXPECT_TRUE(edit_line(other, {.who = "erik"}));
  EXPECT_TRUE(other.corrected());
  EXPECT_EQ(other.guess->who, "meg");
}

TEST(LineEdits, PartsOfASpeechAreKeptWhenItIsAnnotatedAgain) {
  script::ScriptChapter chapter;
  chapter.lines = {line("meg", "Yes. And no.", "meg")};
  ASSERT_TRUE(split_line(chapter, 0, 4, "meg"));
  EXPECT_EQ(chapter.lines[0].say, "Yes.");
  EXPECT_EQ(chapter.lines[1].say, "And no.");
  for (const script::Line& part : chapter.lines) EXPECT_TRUE(part.corrected());
  ASSERT_TRUE(join_line(chapter, 0));
  EXPECT_EQ(chapter.lines.size(), 1U);
  EXPECT_EQ(chapter.lines[0].say, "Yes. And no.");
  EXPECT_FALSE(split_line(chapter, 0, 0, "meg"));
  EXPECT_FALSE(split_line(chapter, 0, 99, "meg"));
  EXPECT_FALSE(join_line(chapter, 0));
}

TEST(LineEdits, NarrationThatSwallowsASpeechIsADecision) {
  script::ScriptChapter chapter;
  chapter.lines = {line("narrator", "The sign said"), line("meg", "Closed.", "meg"), line("narrator", "Later.")};
  chapter.lines[2].before = script::Boundary::scene;
  ASSERT_TRUE(join_line(chapter, 0));
  EXPECT_EQ(chapter.lines[0].who, "narrator");
  EXPECT_TRUE(chapter.lines[0].corrected());
  EXPECT_FALSE(join_line(chapter, 0));  // over a scene's end
}

}  // namespace
}  // namespace sotto::studio
