#include "annotate/script/script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sotto::script {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Line, IsCorrectedWhereItDiffersFromItsGuess) {
  struct Case {
    const char* who;
    const char* how;
    bool guessed;
    bool corrected;
  };
  for (const Case& one :
       {Case{"meg", "soft", true, false}, Case{"erik", "soft", true, true}, Case{"meg", "", true, true},
        Case{"narrator", "", false, false}, Case{"narrator", "soft", false, true}, Case{"meg", "", false, true}}) {
    Line line;
    line.who = one.who;
    line.how = one.how;
    if (one.guessed) line.guess = Guess{"meg", "soft", 0.9, "tag", ""};
    EXPECT_EQ(line.corrected(), one.corrected) << one.who << " " << one.how << " " << one.guessed;
  }
}

TEST(ScriptChapter, ItsFilesSortInReadingOrder) {
  ScriptChapter chapter;
  chapter.number = 2;
  chapter.title = "The Mask: Part II";
  EXPECT_EQ(chapter.file_stem(), "02-the-mask-part-ii");
  chapter.number = 117;
  chapter.title = "";
  EXPECT_EQ(chapter.file_stem(), "117-x");
}

TEST(Script, FindsACharacterById) {
  Script script;
  script.cast.resize(2);
  script.cast[0].id = "narrator";
  script.cast[1].id = "meg";
  EXPECT_EQ(script.character("meg"), &script.cast[1]);
  EXPECT_EQ(script.character("Meg"), nullptr);
  EXPECT_EQ(Script{}.character("narrator"), nullptr);
}

Script with_chapters(const std::vector<bool>& aloud) {
  Script script;
  for (std::size_t i = 0; i < aloud.size(); ++i) {
    ScriptChapter& chapter = script.chapters.emplace_back();
    chapter.number = static_cast<int>(i);
    chapter.title = "Chapter " + std::to_string(i);
    chapter.aloud = aloud[i];
    script.doubts.push_back({i, 1, "meg", 0.2});
    script.doubts.push_back({i, 3, "erik", 0.1});
  }
  return script;
}

TEST(Script, ChaptersThatAreNotReadAloudAreLeftOutWithTheirDoubts) {
  Script script = with_chapters({false, true, false, true, true, false});
  EXPECT_THAT(script.leave_out_silent(), ElementsAre("Chapter 0", "Chapter 2", "Chapter 5"));
  std::vector<int> numbers;
  std::vector<std::string> titles;
  for (const ScriptChapter& chapter : script.chapters) {
    numbers.push_back(chapter.number);
    titles.push_back(chapter.title);
  }
  EXPECT_THAT(titles, ElementsAre("Chapter 1", "Chapter 3", "Chapter 4"));
  EXPECT_THAT(numbers, ElementsAre(1, 2, 3)) << "as they are heard";
  ASSERT_EQ(script.doubts.size(), 6U);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(script.doubts[i].chapter, i / 2);
    EXPECT_EQ(script.doubts[i].line, i % 2 == 0 ? 1U : 3U);
  }
  EXPECT_THAT(script.leave_out_silent(), IsEmpty()) << "there is nothing left to leave out";
  EXPECT_EQ(script.chapters.size(), 3U);
}

TEST(Script, LinesThatAreNotReadAloudAreLeftOutWithTheirDoubts) {
  Script script = with_chapters({true});
  std::vector<Line>& lines = script.chapters[0].lines;
  lines.resize(5);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].say = std::to_string(i);
  lines[1].aloud = lines[2].aloud = false;
  lines[1].before = Boundary::scene;
  lines[2].ambience = document::AmbienceChange{};
  lines[2].ambience->at = "words of this line";
  EXPECT_THAT(script.leave_out_silent(), IsEmpty());
  std::vector<std::string> said;
  for (const Line& line : script.chapters[0].lines) said.push_back(line.say);
  EXPECT_THAT(said, ElementsAre("0", "3", "4"));
  EXPECT_EQ(script.chapters[0].lines[1].before, Boundary::scene) << "the scene ends where the line is left out";
  ASSERT_TRUE(script.chapters[0].lines[1].ambience);
  EXPECT_EQ(script.chapters[0].lines[1].ambience->at, "");
  EXPECT_FALSE(script.chapters[0].lines[2].ambience);
  ASSERT_EQ(script.doubts.size(), 1U);
  EXPECT_EQ(script.doubts[0].line, 1U) << "of the line that was the fourth";
}

TEST(Script, OfNothingNothingIsLeftOut) {
  Script script;
  EXPECT_THAT(script.leave_out_silent(), IsEmpty());
}

}  // namespace
}  // namespace sotto::script
