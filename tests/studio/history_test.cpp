#include "studio/history.h"

#include <gtest/gtest.h>

#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::studio {
namespace {

Change change(const std::string& what) { return {what, {{"f", make_patch("", what + "\n")}}}; }

std::string undo_of(const History& history) { return history.to_undo() != nullptr ? history.to_undo()->what : ""; }
std::string redo_of(const History& history) { return history.to_redo() != nullptr ? history.to_redo()->what : ""; }

TEST(History, IsTheSameAfterARestart) {
  const testing::TempFolder folder;
  {
    History history(folder / "deep/journal");
    for (const char* what : {"a", "b", "c"}) history.add(change(what));
    history.undone();
    history.undone();
    history.redone();
  }
  const History again(folder / "deep/journal");
  EXPECT_EQ(undo_of(again), "b");
  EXPECT_EQ(redo_of(again), "c");
  EXPECT_EQ(*again.to_undo(), change("b"));
}

TEST(History, ANewChangeForgetsWhatWasTakenBack) {
  const testing::TempFolder folder;
  History history(folder / "journal");
  history.add(change("a"));
  history.undone();
  history.add(change("b"));
  EXPECT_EQ(redo_of(history), "");
  EXPECT_EQ(undo_of(History(folder / "journal")), "b");
  EXPECT_EQ(redo_of(History(folder / "journal")), "");
}

TEST(History, HalfAJournalIsReadAsFarAsItGoes) {
  const testing::TempFolder folder;
  {
    History history(folder / "journal");
    history.add(change("a"));
    history.add(change("b"));
  }
  const std::string text = read_file(folder / "journal");
  folder.write("journal", text.substr(0, text.size() - 9));
  EXPECT_EQ(undo_of(History(folder / "journal")), "a");
}

TEST(History, ForgetsTheOldest) {
  const testing::TempFolder folder;
  {
    History history(folder / "journal");
    for (std::size_t i = 0; i < History::kMost + 20; ++i) history.add(change(std::to_string(i)));
    history.undone();
  }
  const auto size = read_file(folder / "journal").size();
  const History again(folder / "journal");
  EXPECT_LT(read_file(folder / "journal").size(), size);
  EXPECT_EQ(redo_of(again), std::to_string(History::kMost + 19));
  EXPECT_EQ(redo_of(History(folder / "journal")), std::to_string(History::kMost + 19));
}

}  // namespace
}  // namespace sotto::studio
