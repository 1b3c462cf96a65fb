#include "annotate/script/script_yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/reannotate.h"
#include "annotate/script/script_folder.h"
#include "shared/files.h"
#include "shared/text.h"
#include "support/temp_folder.h"

namespace sotto::script {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TempFolder;

Line yaml_line(std::string who, std::string say, std::string how = {}, std::optional<Guess> guess = {}) {
  Line line;
  line.who = std::move(who);
  line.say = std::move(say);
  line.how = std::move(how);
  line.guess = std::move(guess);
  return line;
}

ScriptChapter sample() {
  ScriptChapter chapter;
  chapter.number = 1;
  chapter.title = "The Mask";
  chapter.lines = {
      yaml_line("narrator", "Rain ran down the window of the little room."),
      yaml_line("meg", "How did you know it was me?", "soft", Guess{"meg", "soft", 0.97, "tag", "she whispered"}),
      yaml_line("erik", "You breathe: always, # twice.", "", Guess{"meg", "", 0.5, "alternation", ""})};
  chapter.lines[2].before = Boundary::scene;
  return chapter;
}

ScriptChapter read_back(const std::string& yaml) {
  const TempFolder folder;
  Diagnostics diagnostics;
  const auto stored = read_script_chapter(folder.write("01-x.yaml", yaml), diagnostics);
  EXPECT_TRUE(stored) << render(diagnostics) << yaml;
  return stored ? stored->chapter : ScriptChapter{};
}

TEST(ScriptFile, LooksAsDocumented) {
  EXPECT_EQ(write_script_chapter(sample()), R"(chapter: 1
title: The Mask
lines:
  - who: narrator
    say: Rain ran down the window of the little room.
  - who: meg
    say: How did you know it was me?
    how: soft
    guess: meg soft 0.97 tag (she whispered)
  - break: scene
  - who: erik
    say: "You breathe: always, # twice."
    guess: meg 0.50 alternation
)");
}

TEST(ScriptFile, RoundTrip) {
  EXPECT_EQ(read_back(write_script_chapter(sample())), sample());
  ScriptChapter chapter = sample();
  chapter.unplaced = {yaml_line("meg", "Gone.", "cold", Guess{"erik", "", 0.2, "none", ""})};
  EXPECT_EQ(read_back(write_script_chapter(chapter)), chapter);
}

TEST(ScriptFile, RoundTripOfAnyText) {
  const std::vector<std::string> pieces{"a", "word", ": ",  " #", "- ",     "'",       "\"",      "\\",   "{",    "}",
                                        "[", "]",    ",",   "&",  "*",      "!",       "|",       ">",    "%",    "@",
                                        "`", "?",    ":",   "~",  "0x",     "12",      "true",    "null", "“",    "”",
                                        "’", "é",    "—",   "…",  "\u2028", "\u00A0x", "\uFEFFx", "\x01", "\x7F", "<<",
                                        "=", "---",  "...", "\t", "🎭",      "\uFFFDx"};
  std::mt19937 random(3);
  ScriptChapter chapter;
  chapter.number = 3;
  chapter.title = "x: \"y\" #z";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t i = 0, n = 1 + random() % 6; i < n; ++i) {
      text += pieces[random() % pieces.size()];
      if (random() % 3 == 0) text += ' ';
    }
    text = fold_space(text);
    if (!text.empty()) chapter.lines.push_back(yaml_line("meg", text, "", Guess{"meg", "", 0.25, "tag", text}));
  }
  const ScriptChapter read = read_back(write_script_chapter(chapter));
  ASSERT_EQ(read.lines.size(), chapter.lines.size());
  for (std::size_t i = 0; i < read.lines.size(); ++i) {
    EXPECT_EQ(read.lines[i], chapter.lines[i]) << write_script_chapter({1, "x", true, {}, {}, {chapter.lines[i]}, {}});
  }
  EXPECT_EQ(read, chapter);
}

TEST(ScriptFile, PeopleMayWriteNamesAndCapitals) {
  const ScriptChapter chapter = read_back(
      "chapter: 2\ntitle: T\nlines:\n  - who: Meg\n    say: Yes.\n    guess: meg 0.9 tag\n  - {who: The Phantom, say: "
      "'No.'}\n");
  EXPECT_EQ(chapter.lines[0].who, "meg");
  EXPECT_FALSE(chapter.lines[0].corrected());
  EXPECT_EQ(chapter.lines[1].who, "the-phantom");
  EXPECT_TRUE(chapter.lines[1].corrected());
}

TEST(ScriptFile, ALineIsCorrectedWhenItDiffersFromItsGuess) {
  const Guess guess{"meg", "soft", 0.9, "tag", ""};
  EXPECT_FALSE(yaml_line("narrator", "x").corrected());
  EXPECT_FALSE(yaml_line("meg", "x", "soft", guess).corrected());
  EXPECT_TRUE(yaml_line("erik", "x", "soft", guess).corrected());
  EXPECT_TRUE(yaml_line("narrator", "x", "soft", guess).corrected());
  EXPECT_TRUE(yaml_line("meg", "x", "", guess).corrected());
  EXPECT_TRUE(yaml_line("meg", "x", "cold", guess).corrected());
  EXPECT_TRUE(yaml_line("meg", "x").corrected()) << "a speech whose guess was deleted is confirmed";
  EXPECT_TRUE(yaml_line("narrator", "x", "cold").corrected());
}

TEST(ScriptFile, KnowsTheLineOfEachEntry) {
  const TempFolder folder;
  Diagnostics diagnostics;
  const auto stored = read_script_chapter(folder.write("01-x.yaml", write_script_chapter(sample())), diagnostics);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->places, (std::vector<std::size_t>{4, 6, 11}));
}

struct Mistake {
  std::string what;
  std::string line;  ///< the fourth line of the file and what follows it
  std::string message;
  std::string hint;
};

class ScriptMistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(ScriptMistakes, AreToldWithPlaceAndHint) {
  const TempFolder folder;
  Diagnostics diagnostics;
  EXPECT_FALSE(
      read_script_chapter(folder.write("01-x.yaml", "chapter: 1\ntitle: T\nlines:\n" + GetParam().line), diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U) << render(diagnostics);
  EXPECT_GE(diagnostics.all().front().line, 4U);
  EXPECT_THAT(diagnostics.all().front().message, HasSubstr(GetParam().message));
  EXPECT_THAT(diagnostics.all().front().hint, HasSubstr(GetParam().hint));
}

INSTANTIATE_TEST_SUITE_P(
    Table, ScriptMistakes,
    ::testing::Values(Mistake{"UnknownKey", "  - {who: meg, say: A, howe: cold}\n", "'howe'", "how"},
                      Mistake{"UnknownDelivery", "  - {who: meg, say: A, how: wisper}\n", "'wisper'", "whisper"},
                      Mistake{"NoWho", "  - say: A\n", "'who'", "narrator"},
                      Mistake{"Nothing", "  - break: scene\n  -", "nothing", "'say'"},
                      Mistake{"NoSay", "  - who: meg\n", "'say'", "words"},
                      Mistake{"Guess", "  - {who: meg, say: A, guess: perhaps}\n", "perhaps", "0.97"},
                      Mistake{"Confidence", "  - {who: meg, say: A, guess: meg 1.97 tag}\n", "1.97", "0.97"},
                      Mistake{"Break", "  - break: page\n", "page", "scene"},
                      Mistake{"BreakWithMore", "  - {break: scene, who: meg}\n", "'who'", ""},
                      Mistake{"NoLine", "  - Just words\n", "mapping", ""}),
    [](const auto& test) { return test.param.what; });

TEST(ScriptFile, Names) {
  ScriptChapter chapter = sample();
  EXPECT_EQ(script_file_name(chapter), "01-the-mask.yaml");
  chapter.number = 123;
  chapter.title = "Où est-il? / ..\\x";
  EXPECT_EQ(script_file_name(chapter), "123-ou-est-il-x.yaml");
  chapter.title = std::string(500, 'a');
  EXPECT_LT(script_file_name(chapter).size(), 80U);
  chapter.title.clear();
  for (int i = 0; i < 100; ++i) chapter.title += "日";
  const std::string name = script_file_name(chapter);
  EXPECT_LT(name.size(), 80U);
  EXPECT_EQ(name.find("\uFFFD"), std::string::npos);
}

TEST(ScriptFile, WhatIsNoPartOfTheBookIsNotReadAloudUnlessSomebodyWantsIt) {
  const TempFolder folder;
  const fs::path scripts = folder / "scripts";
  Diagnostics diagnostics;
  const auto manuscript =
      document::decode_manuscript("rain.txt",
                                  "Title: Rain\n\n*** START OF THE PROJECT GUTENBERG EBOOK RAIN ***\n\nIt "
                                  "rained. \"Yes,\" said Meg.\n\n*** END OF THE PROJECT GUTENBERG EBOOK "
                                  "RAIN ***\n\nYou may.\n",
                                  diagnostics);
  ASSERT_TRUE(manuscript);
  const std::vector<document::Chapter> chapters = document::find_chapters(*manuscript, "Rain");
  const auto annotated = [&] {
    const auto stored = read_script_folder(scripts, diagnostics);
    Script script = annotate::reannotate(*manuscript, chapters, {}, stored, diagnostics);
    update_script_folder(scripts, script, stored, diagnostics);
    return script;
  };
  Script script = annotated();
  ASSERT_EQ(script.doubts.size(), 1U);
  EXPECT_EQ(script.doubts[0].chapter, 1U);
  EXPECT_THAT(script.leave_out_silent(), ElementsAre("About This Text", "Licence"));
  ASSERT_EQ(script.chapters.size(), 1U);
  EXPECT_EQ(script.chapters[0].title, "Rain");
  EXPECT_EQ(script.doubts[0].chapter, 0U);

  const fs::path licence = scripts / "02-licence.yaml";
  std::string text = read_file(licence);
  constexpr std::string_view kSilent = "aloud: false\n";
  const std::size_t at = text.find(kSilent);
  ASSERT_NE(at, std::string::npos);
  write_file(licence, text.erase(at, kSilent.size()));
  EXPECT_THAT(annotated().leave_out_silent(), ElementsAre("About This Text"));
  EXPECT_THAT(annotated().leave_out_silent(), ElementsAre("About This Text"));
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
}

TEST(ScriptFile, WordsThatSomebodyChangedArePutBackAndToldOf) {
  const TempFolder folder;
  const fs::path story = folder.write("story.txt", "He came in.\n\n\"Quickly!\" said Meg.\n");
  Diagnostics diagnostics;
  const std::optional<document::Manuscript> manuscript =
      document::read_manuscript({story}, language::default_language(), diagnostics);
  ASSERT_TRUE(manuscript);
  const std::vector<document::Chapter> chapters = document::find_chapters(*manuscript, "Story");
  const fs::path scripts = folder / "scripts";
  update_script_folder(scripts, annotate::reannotate(*manuscript, chapters, {}, {}, diagnostics), {}, diagnostics);
  const fs::path path = read_script_folder(scripts, diagnostics).at(0).path;
  std::string text = read_file(path);
  text.replace(text.find("Quickly"), 7, "Slowly");
  write_file(path, text);
  ASSERT_TRUE(diagnostics.empty()) << render(diagnostics);

  fs::last_write_time(path, fs::last_write_time(story) + std::chrono::seconds(1));
  const auto stored = read_script_folder(scripts, diagnostics);
  annotate::reannotate(*manuscript, chapters, {}, stored, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1U) << render(diagnostics);
  EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
  EXPECT_GT(diagnostics.all()[0].line, 0U);
  EXPECT_THAT(diagnostics.all()[0].source_line, HasSubstr("Slowly!"));

  // A story that was written on since tells nothing.
  fs::last_write_time(path, fs::last_write_time(story) - std::chrono::seconds(1));
  Diagnostics none;
  annotate::reannotate(*manuscript, chapters, {}, stored, none);
  EXPECT_TRUE(none.empty()) << render(none);
}

TEST(ScriptFile, MistakesInAmbienceAreTold) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"  - ambience: {surfce: roof}\n  - {who: narrator, say: A.}\n", "surfce"},
      {"  - ambience: {intensity: 2}\n  - {who: narrator, say: A.}\n", "intensity"},
      {"  - ambience: {surface: roof, at: to the barn}\n  - {who: narrator, say: To the door.}\n",
       "does not say 'to the barn'"},
      {"  - ambience: {surface: sea}\n  - {who: narrator, say: A.}\n", "surface"},
      {"  - {who: narrator, say: A.}\n  - ambience: {intensity: 0.2}\n", "no line after it"},
      {"  - ambience: {intensity: 0.2}\n  - ambience: {intensity: 0.3}\n  - {who: narrator, say: A.}\n", "two changes"},
  };
  for (const auto& [lines, message] : table) {
    const TempFolder folder;
    Diagnostics diagnostics;
    EXPECT_FALSE(read_script_chapter(folder.write("01-x.yaml", "chapter: 1\ntitle: T\nlines:\n" + lines), diagnostics));
    ASSERT_FALSE(diagnostics.empty()) << lines;
    EXPECT_THAT(render(diagnostics), HasSubstr(message));
  }
}

}  // namespace
}  // namespace sotto::script
