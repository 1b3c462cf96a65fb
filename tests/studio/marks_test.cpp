#include "studio/marks.h"

#include <gtest/gtest.h>

#include "support/temp_folder.h"

namespace sotto::studio {
namespace {

script::ScriptChapter spoken(const std::vector<std::string>& lines) {
  script::ScriptChapter chapter;
  chapter.number = 3;
  for (const std::string& say : lines) chapter.lines.emplace_back().say = say;
  return chapter;
}

using Lines = std::set<std::size_t>;

TEST(Marks, StayAfterARestartAndFollowTheirLine) {
  const testing::TempFolder folder;
  const script::ScriptChapter chapter = spoken({"One.", "Two.", "Three."});
  Marks(folder / "new/marks.json").set(chapter, {1, 2, 99}, true);
  Marks marks(folder / "new/marks.json");
  EXPECT_EQ(marks.in(chapter), (Lines{1, 2}));
  EXPECT_EQ(marks.in(spoken({"Zero.", "One.", "Two.", "Three."})), (Lines{2, 3}));
  marks.set(chapter, {2}, false);
  EXPECT_EQ(Marks(folder / "new/marks.json").in(chapter), (Lines{1}));
}

TEST(Marks, OfALineThatIsGoneStandInItsPlace) {
  const testing::TempFolder folder;
  Marks marks(folder / "marks.json");
  marks.set(spoken({"One.", "Two.", "Three."}), {2}, true);
  const script::ScriptChapter shorter = spoken({"One.", "Two and three."});
  EXPECT_EQ(marks.in(shorter), (Lines{1}));
  marks.set(shorter, {1}, false);
  EXPECT_EQ(marks.in(shorter), (Lines{}));
  EXPECT_EQ(marks.in(spoken({})), (Lines{}));
}

TEST(Marks, AFileThatIsNoneHasNone) {
  const testing::TempFolder folder;
  for (const char* text : {"", "{}", "[1]", "[{\"chapter\": \"x\"}]", "\xff"}) {
    folder.write("marks.json", text);
    EXPECT_EQ(Marks(folder / "marks.json").in(spoken({"One."})), (Lines{})) << text;
  }
}

}  // namespace
}  // namespace sotto::studio
