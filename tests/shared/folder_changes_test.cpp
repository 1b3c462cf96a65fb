#include "shared/folder_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "shared/edited_file.h"
#include "shared/files.h"
#include "support/temp_folder.h"
#include "support/writers.h"

namespace sotto {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::Pair;
using testing::TempFolder;

std::map<std::string, std::string> files_in(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file()) files[entry.path().filename().string()] = read_file(entry.path());
  }
  return files;
}

/// As a process that is no more left it.
fs::path orphaned(const StagedText& text) {
  const std::string name = text.staged.filename().string();
  const std::string ours = writer_name() + ".new";
  const fs::path left =
      text.staged.parent_path() / (name.substr(0, name.size() - ours.size()) + testing::ended_writer() + ".new");
  if (fs::exists(text.staged)) fs::rename(text.staged, left);
  return left;
}

const std::vector<FileChange> kShift = {
    {"1", "a", "x"}, {"2", "b", "a"}, {"3", std::nullopt, "b"}, {"4", "d", std::nullopt}};

void write_before(const TempFolder& folder) {
  folder.write("1", "a");
  folder.write("2", "b");
  folder.write("4", "d");
}

TEST(FolderChanges, AreMadeTogether) {
  const TempFolder folder;
  write_before(folder);
  EXPECT_TRUE(change_files(folder.path(), kShift));
  EXPECT_THAT(files_in(folder.path()), ElementsAre(Pair("1", "x"), Pair("2", "a"), Pair("3", "b")));
}

TEST(FolderChanges, NoneIsMadeWhenAFileIsNotAsItWasRead) {
  for (const char* name : {"1", "2", "3", "4"}) {
    const TempFolder folder;
    write_before(folder);
    folder.write(name, "saved by hand");
    const auto before = files_in(folder.path());
    EXPECT_FALSE(change_files(folder.path(), kShift));
    EXPECT_EQ(files_in(folder.path()), before);
  }
}

TEST(FolderChanges, NothingIsMadeThatCannotBeStaged) {
  const TempFolder folder;
  write_before(folder);
  const auto before = files_in(folder.path());
  EXPECT_ANY_THROW(change_files(folder.path(), {{"1", "a", "x"}, {"no/such/folder", std::nullopt, "y"}}));
  EXPECT_EQ(files_in(folder.path()), before);
}

TEST(FolderChanges, WhatAKilledProcessLeftIsFinishedFromWhereverItCameTo) {
  // It came to so many changes after its journal; -1: not to the journal.
  for (int done = -1; done <= 4; ++done) {
    SCOPED_TRACE(done);
    const TempFolder folder;
    write_before(folder);
    std::string journal;
    int number = 0;
    for (const FileChange& change : kShift) {
      const StagedText text = stage_text(folder / change.name, change.before, change.after);
      if (number++ < done) swap_in(text);
      journal += orphaned(text).filename().string() + "\n";
    }
    if (done >= 0) folder.write(".changes", journal);
    EXPECT_TRUE(has_unfinished_changes(folder.path()));
    finish_changes(folder.path());
    EXPECT_FALSE(has_unfinished_changes(folder.path()));
    if (done >= 0) {
      EXPECT_THAT(files_in(folder.path()), ElementsAre(Pair("1", "x"), Pair("2", "a"), Pair("3", "b")));
    } else {
      EXPECT_THAT(files_in(folder.path()), ElementsAre(Pair("1", "a"), Pair("2", "b"), Pair("4", "d")));
    }
  }
}

TEST(FolderChanges, NothingIsRemovedWhileTheJournalCannotBeRead) {
  const TempFolder folder;
  write_before(folder);
  orphaned(stage_text(folder / "1", "a", "x"));
  fs::create_directory(folder / ".changes");
  const auto before = files_in(folder.path());
  EXPECT_ANY_THROW(finish_changes(folder.path()));
  EXPECT_EQ(files_in(folder.path()), before);
}

TEST(FolderChanges, WhatAPersonSavedBetweenTheKillAndTheNextRunIsKept) {
  const TempFolder folder;
  write_before(folder);
  std::string journal;
  for (const FileChange& change : kShift) {
    const StagedText text = stage_text(folder / change.name, change.before, change.after);
    if (change.name == "1") swap_in(text);
    journal += orphaned(text).filename().string() + "\n";
  }
  folder.write(".changes", journal);
  folder.write("1", "new, corrected");
  folder.write("2", "old, corrected");
  folder.write("4", "old, corrected too");
  finish_changes(folder.path());
  EXPECT_EQ(read_file(folder / "1"), "new, corrected");
  EXPECT_EQ(read_file(folder / "2"), "a");
  EXPECT_EQ(read_file(folder / "3"), "b");
  EXPECT_FALSE(fs::exists(folder / "4"));
  const std::vector<SavedMeanwhile> saved = saved_meanwhile(folder.path());
  ASSERT_EQ(saved.size(), 2U);
  EXPECT_EQ(saved[0].name, "2");
  EXPECT_EQ(read_file(saved[0].path), "old, corrected");
  EXPECT_EQ(saved[1].name, "4");
  EXPECT_EQ(read_file(saved[1].path), "old, corrected too");
  // They go when a change says so.
  EXPECT_TRUE(change_files(folder.path(), {{saved[0].path.filename().string(), "old, corrected", std::nullopt},
                                           {saved[1].path.filename().string(), "old, corrected too", std::nullopt}}));
  EXPECT_TRUE(saved_meanwhile(folder.path()).empty());
}

TEST(FolderChanges, ALinkedFileStaysALink) {
  const TempFolder folder;
  const fs::path real = folder.write("elsewhere/real", "a");
  fs::create_directories(folder / "scripts");
  fs::create_symlink("../elsewhere/real", folder / "scripts/1");
  EXPECT_TRUE(change_files(folder / "scripts", {{"1", "a", "b"}}));
  EXPECT_TRUE(fs::is_symlink(folder / "scripts/1"));
  EXPECT_EQ(read_file(real), "b");
  // What a kill left beside the link's target is found there.
  orphaned(stage_text(folder / "scripts/1", "b", "c"));
  EXPECT_TRUE(has_unfinished_changes(folder / "scripts"));
  finish_changes(folder / "scripts");
  EXPECT_THAT(files_in(folder / "elsewhere"), ElementsAre(Pair("real", "b")));
}

}  // namespace
}  // namespace sotto
