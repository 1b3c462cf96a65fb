#include "cast/speakers.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace sotto::cast {
namespace {

using language::Gender;
using script::Boundary;

/// A chapter of lines that these speak; "--" is a scene break before the next.
script::ScriptChapter chapter(const std::vector<std::string>& speakers) {
  script::ScriptChapter chapter;
  Boundary before = Boundary::none;
  for (const std::string& who : speakers) {
    if (who == "--") {
      before = Boundary::scene;
      continue;
    }
    script::Line& line = chapter.lines.emplace_back();
    line.who = who;
    line.before = std::exchange(before, Boundary::none);
  }
  return chapter;
}

document::Character character(const std::string& id, const std::string& name) {
  document::Character one;
  one.id = id;
  one.name = name;
  return one;
}

std::vector<std::string> ids(const std::vector<Speaker>& speakers) {
  std::vector<std::string> all;
  for (const Speaker& speaker : speakers) all.push_back(speaker.id);
  return all;
}

TEST(Speakers, StandInOrderOfTheirFirstLineAfterTheNarrator) {
  script::Script script;
  EXPECT_EQ(ids(speakers_of(script, {})), std::vector<std::string>{"narrator"}) << "also without a line";
  script.chapters = {chapter({"meg", "narrator", "erik", "meg"}), chapter({"ghost", "erik"})};
  const auto speakers = speakers_of(script, {});
  EXPECT_EQ(ids(speakers), (std::vector<std::string>{"narrator", "meg", "erik", "ghost"}));
  EXPECT_EQ(speakers[0].lines, 1U);
  EXPECT_EQ(speakers[1].lines, 2U);
  EXPECT_EQ(speakers[2].lines, 2U);
  EXPECT_EQ(speakers[1].name, "meg") << "whom nobody describes is called as in the script";
}

TEST(Speakers, AreWhatTheBookSaysBeforeWhatTheAnnotatorFound) {
  script::Script script;
  script.chapters = {chapter({"meg", "erik"})};
  script.cast = {character("meg", "Meg Giry"), character("erik", "Erik")};
  script.cast[0].gender = Gender::female;
  script.cast[0].age = "young";
  document::Book book;
  book.cast = {character("meg", "")};
  book.cast[0].age = "adult";
  book.cast[0].voice = "alto";
  const auto speakers = speakers_of(script, book);
  EXPECT_EQ(speakers[1].name, "Meg Giry");
  EXPECT_EQ(speakers[1].gender, Gender::female);
  EXPECT_EQ(speakers[1].age, "adult");
  EXPECT_EQ(speakers[1].wanted_voice, "alto");
  EXPECT_EQ(speakers[2].gender, Gender::unknown);
  EXPECT_EQ(speakers[2].age, "");
}

TEST(Speakers, AreAsOldAsTheirNamesSay) {
  for (const auto& [name, age] : std::vector<std::pair<std::string, std::string>>{{"the old woman", "old"},
                                                                                  {"Granny Weatherwax", "old"},
                                                                                  {"a boy", "child"},
                                                                                  {"the young lady", "young"},
                                                                                  {"Mr. Goldman", ""},
                                                                                  {"Boyd", ""}}) {
    script::Script script;
    script.chapters = {chapter({"x"})};
    script.cast = {character("x", name)};
    EXPECT_EQ(speakers_of(script, {})[1].age, age) << name;
    script.cast[0].age = "adult";
    EXPECT_EQ(speakers_of(script, {})[1].age, "adult") << "the text goes before the name";
  }
}

TEST(Speakers, ScenesEndAtBreaksAndChapters) {
  script::Script script;
  script.chapters = {chapter({"meg", "erik", "--", "meg", "meg"}), chapter({"erik", "meg"})};
  const auto speakers = speakers_of(script, {});
  const Speaker& meg = speakers[1];
  const Speaker& erik = speakers[2];
  ASSERT_EQ(meg.scenes.size(), 3U);
  EXPECT_EQ(erik.scenes.size(), 2U);
  EXPECT_EQ(lines_together(meg, erik), 2U) << "one in each of the two scenes that they share";
  EXPECT_EQ(lines_together(erik, meg), 2U);
  EXPECT_EQ(lines_together(speakers[0], meg), 0U);
}

}  // namespace
}  // namespace sotto::cast
