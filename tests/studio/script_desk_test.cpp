#include "studio/script_desk.h"

#include <gtest/gtest.h>

#include <thread>

#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::studio {
namespace {

constexpr const char* kName = "s/01-rain.yaml";
constexpr const char* kScript =
    "# mine\n"
    "chapter: 1\n"
    "title: Rain\n"
    "lines:\n"
    "  - who: narrator   # he\n"
    "    say: It rained.\n"
    "  - who: meg\n"
    "    say: Yes.\n"
    "    guess: meg 0.60 turn\n"
    "  - who: meg\n"
    "    say: No.\n"
    "    guess: meg 0.60 turn\n";

class ScriptDeskTest : public ::testing::Test {
 protected:
  ScriptDeskTest() { folder.write(kName, kScript); }
  std::string text() const { return read_file(folder / kName); }
  static ChapterEdit to(std::size_t line, const std::string& who) {
    return [=](script::ScriptChapter& chapter) {
      if (line >= chapter.lines.size() || chapter.lines[line].who == who) return false;
      chapter.lines[line].who = who;
      return true;
    };
  }
  testing::TempFolder folder;
};

TEST_F(ScriptDeskTest, ChangesOnlyWhatIsChangedAndTakesBackEveryByte) {
  ScriptDesk desk(folder / "s", folder / "journal");
  ASSERT_EQ(desk.chapters().size(), 1U);
  const Outcome made = desk.edit("a line to Erik", {1}, to(1, "erik"));
  EXPECT_TRUE(made.changed);
  EXPECT_EQ(made.chapters, std::set<int>{1});
  std::string expected = kScript;
  expected.replace(expected.find("  - who: meg"), 12, "  - who: erik");
  EXPECT_EQ(text(), expected);
  EXPECT_EQ(desk.to_undo(), "a line to Erik");
  EXPECT_TRUE(desk.undo().changed);
  EXPECT_EQ(text(), kScript);
  EXPECT_EQ(desk.chapter(1)->chapter.lines[1].who, "meg");
  EXPECT_TRUE(desk.redo().changed);
  EXPECT_EQ(text(), expected);
  EXPECT_FALSE(desk.redo().changed);
}

TEST_F(ScriptDeskTest, EditsOfAnEditorAndOfTheStudioAreBothKept) {
  ScriptDesk desk(folder / "s", folder / "journal");
  std::string saved = kScript;
  saved.replace(saved.find("It rained"), 9, "It snowed");
  folder.write(kName, saved);  // and nobody has told the desk
  EXPECT_TRUE(desk.edit("a line to Erik", {1}, to(1, "erik")).changed);
  EXPECT_NE(text().find("It snowed"), std::string::npos);
  EXPECT_NE(text().find("who: erik"), std::string::npos);
  EXPECT_TRUE(desk.undo().changed);
  EXPECT_EQ(text(), saved);
}

TEST_F(ScriptDeskTest, TakesInWhatOthersSaved) {
  ScriptDesk desk(folder / "s", folder / "journal");
  EXPECT_FALSE(desk.reload().changed);
  std::string saved = kScript;
  saved.replace(saved.find("Yes."), 4, "Aye.");
  folder.write(kName, saved);
  EXPECT_EQ(desk.reload().chapters, std::set<int>{1});
  EXPECT_EQ(desk.chapter(1)->chapter.lines[1].say, "Aye.");
  std::filesystem::remove(folder / kName);
  EXPECT_TRUE(desk.reload().changed);
  EXPECT_EQ(desk.chapter(1), nullptr);
}

TEST_F(ScriptDeskTest, HalfASaveIsShownAsItWasBefore) {
  ScriptDesk desk(folder / "s", folder / "journal");
  const std::string half = std::string(kScript).substr(0, 40);
  for (const std::string& broken : {half, std::string(kScript) + "  - who: [", std::string("")}) {
    folder.write(kName, broken);
    EXPECT_FALSE(desk.reload().changed);
    EXPECT_EQ(desk.unreadable().size(), 1U);
    ASSERT_NE(desk.chapter(1), nullptr);
    EXPECT_EQ(desk.chapter(1)->chapter.lines.size(), 3U);
    EXPECT_NE(desk.edit("", {1}, to(1, "erik")).trouble, "");
    EXPECT_EQ(text(), broken);
  }
  folder.write(kName, kScript);
  desk.reload();
  EXPECT_TRUE(desk.unreadable().empty());
}

TEST_F(ScriptDeskTest, WhatSomebodyChangedSinceIsNotTakenBack) {
  ScriptDesk desk(folder / "s", folder / "journal");
  desk.edit("a line to Erik", {1}, to(1, "erik"));
  std::string saved = text();
  saved.replace(saved.find("who: erik"), 9, "who: anna");
  folder.write(kName, saved);
  desk.reload();
  EXPECT_NE(desk.undo().trouble.find("cannot be taken back"), std::string::npos);
  EXPECT_EQ(text(), saved);
}

TEST_F(ScriptDeskTest, TwoWritersLoseNothing) {
  ScriptDesk desk(folder / "s", folder / "journal");
  ScriptDesk other(folder / "s", folder / "other");
  constexpr int kEach = 40;
  const auto write = [](ScriptDesk& one, std::size_t line, const std::string& name) {
    for (int i = 0; i < kEach; ++i) {
      const Outcome outcome = one.edit("", {1}, to(line, name + std::to_string(i)));
      EXPECT_TRUE(outcome.changed) << outcome.trouble;
    }
  };
  std::thread second([&] { write(other, 2, "b"); });
  write(desk, 1, "a");
  second.join();
  EXPECT_NE(text().find("who: a39"), std::string::npos);
  EXPECT_NE(text().find("who: b39"), std::string::npos);
}

}  // namespace
}  // namespace sotto::studio
