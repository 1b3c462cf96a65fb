#include "shared/edited_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "shared/files.h"
#include "support/temp_folder.h"
#include "support/writers.h"

namespace sotto {
namespace {

namespace fs = std::filesystem;
using testing::TempFolder;

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(EditedFile, IsReplacedOnlyWhileItIsAsItWasRead) {
  const TempFolder folder;
  const fs::path file = folder.write("a.yaml", "one");
  EXPECT_TRUE(replace_edited_file(file, "one", "two"));
  EXPECT_EQ(read_file(file), "two");
  EXPECT_FALSE(replace_edited_file(file, "one", "three"));
  EXPECT_FALSE(replace_edited_file(file, std::nullopt, "three"));
  EXPECT_EQ(read_file(file), "two");
  EXPECT_TRUE(replace_edited_file(folder / "b.yaml", std::nullopt, "new"));
  EXPECT_EQ(read_file(folder / "b.yaml"), "new");
  EXPECT_THAT(names_in(folder.path()), ::testing::ElementsAre("a.yaml", "b.yaml"));
}

TEST(EditedFile, KeepsModeLinkAndAttributes) {
  const TempFolder folder;
  const fs::path file = folder.write("elsewhere/real.yaml", "one");
  ASSERT_EQ(::chmod(file.c_str(), 0600), 0);
  const bool has_attributes = ::setxattr(file.c_str(), "user.note", "mine", 4, 0) == 0;
  fs::create_symlink("elsewhere/real.yaml", folder / "link.yaml");
  EXPECT_TRUE(edit_file(folder / "link.yaml", [](const std::string& text) { return text + " more"; }));
  EXPECT_TRUE(fs::is_symlink(folder / "link.yaml"));
  EXPECT_EQ(read_file(file), "one more");
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  if (has_attributes) {
    std::array<char, 8> value{};
    EXPECT_EQ(::getxattr(file.c_str(), "user.note", value.data(), value.size()), 4);
  }
  EXPECT_THAT(names_in(folder / "elsewhere"), ::testing::ElementsAre("real.yaml"));
}

TEST(EditedFile, AnEditorThatHasTheFileOpenIsWaitedFor) {
  const TempFolder folder;
  const fs::path file = folder.write("a.yaml", "whole");
  const int fd = ::open(file.c_str(), O_WRONLY | O_TRUNC);
  ASSERT_GE(fd, 0);
  std::thread editor([fd] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(::write(fd, "saved", 5), 5);
    ::close(fd);
  });
  EXPECT_EQ(read_edited_file(file), "saved");
  editor.join();
}

TEST(EditedFile, WhatAKilledProcessTookFromAnEditorGoesBack) {
  const TempFolder folder;
  const fs::path file = folder.write("a.yaml", "old");
  const StagedText text = stage_text(file, "old", "new");
  folder.write("a.yaml", "a person's");
  swap_in(text);
  EXPECT_EQ(look_at(text), Staged::another);
  // As if a process that is no more had done so.
  fs::path left = text.staged.parent_path() /
                  (".a.yaml." + text.after + "-" + text.before + "." + testing::ended_writer() + ".new");
  fs::rename(text.staged, left);
  std::string seen;
  edit_file(file, [&](const std::string& now) {
    seen = now;
    return now + " text";
  });
  EXPECT_EQ(seen, "a person's");
  EXPECT_EQ(read_file(file), "a person's text");
  EXPECT_THAT(names_in(folder.path()), ::testing::ElementsAre("a.yaml"));
}

TEST(EditedFile, OfTwoSavesThatAnEditorMakesMeanwhileTheLaterOneStays) {
  const TempFolder folder;
  const fs::path file = folder.write("a.yaml", "old");
  const StagedText text = stage_text(file, "old", "new");
  folder.write("a.yaml", "a person's");
  swap_in(text);
  folder.write("a.yaml", "a person's, later");
  swap_back(text);
  EXPECT_EQ(read_file(file), "a person's, later");
  EXPECT_NE(look_at(text), Staged::another) << "what was replaced by its own editor is not kept";
}

/// What is counted in a file by one writer: "NAME: 17".
long count_of(const std::string& text, const std::string& name) {
  const std::size_t at = text.find(name + ": ");
  return at == std::string::npos ? -1 : std::strtol(text.c_str() + at + name.size() + 2, nullptr, 10);
}

std::string counted_on(std::string text, const std::string& name) {
  const std::string key = name + ": ";
  const std::size_t begin = text.find(key) + key.size();
  return text.replace(begin, text.find('\n', begin) - begin, std::to_string(count_of(text, name) + 1));
}

/// An editor at full speed, as another process: reads, counts on, saves. It exits with how often what it had saved was
/// gone when it looked again.
pid_t start_editor(const fs::path& file, bool in_place, std::chrono::milliseconds how_long) {
  const pid_t process = ::fork();
  if (process != 0) return process;
  int lost = 0;
  long saved = 0;
  try {
    const auto until = std::chrono::steady_clock::now() + how_long;
    while (std::chrono::steady_clock::now() < until) {
      std::string text = read_file(file);
      // In the moment of an exchange, the program's text stands there.
      for (int i = 0; i < 200 && count_of(text, "person") < saved; ++i) {
        std::this_thread::sleep_for(std::chrono::microseconds(500));
        text = read_file(file);
      }
      if (count_of(text, "person") < saved) ++lost;
      text = counted_on(text, "person");
      saved = count_of(text, "person");
      if (in_place) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
      } else {
        const fs::path beside = file.parent_path() / ".editor";
        std::ofstream(beside, std::ios::binary) << text;
        fs::rename(beside, file);
      }
      // Longer, every now and then, than the disk needs for a text: else nobody else could ever save.
      std::this_thread::sleep_for(std::chrono::microseconds(saved % 8 == 0 ? 40'000 : 300));
    }
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "the editor: %s\n", failure.what());
    ::_exit(101);
  }
  ::_exit(std::min(lost, 100));
}

/// A second in the daily round; SOTTO_LONG_TESTS for ten.
std::chrono::milliseconds how_long() {
  return std::getenv("SOTTO_LONG_TESTS") != nullptr ? std::chrono::seconds(10) : std::chrono::seconds(1);
}

class EditorAtFullSpeed : public ::testing::TestWithParam<bool> {};

TEST_P(EditorAtFullSpeed, LosesNothing) {
  const TempFolder folder;
  const fs::path file = folder.write("a.yaml", "person: 0\nprogram: 0\n" + std::string(2000, '#') + "\n");
  const pid_t editor = start_editor(file, GetParam(), how_long());
  ASSERT_GT(editor, 0);
  long highest = 0;
  int edits = 0;
  int status = 0;
  while (::waitpid(editor, &status, WNOHANG) == 0) {
    edits += edit_file(file, [&](const std::string& text) -> std::optional<std::string> {
      EXPECT_NE(count_of(text, "person"), -1) << "half a text";
      EXPECT_GE(count_of(text, "person"), highest);
      highest = std::max(highest, count_of(text, "person"));
      return counted_on(text, "program");
    });
  }
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0) << "saves that were lost";
  EXPECT_GE(count_of(read_file(file), "person"), highest);
  EXPECT_GT(highest, 50);
  EXPECT_GT(edits, 3);
  EXPECT_THAT(names_in(folder.path()), ::testing::ElementsAre("a.yaml"));
}

INSTANTIATE_TEST_SUITE_P(BothKinds, EditorAtFullSpeed, ::testing::Bool(),
                         [](const auto& kind) { return kind.param ? "InPlace" : "ByRenaming"; });

TEST(EditedFile, TwoProgramsAtFullSpeedLoseNothing) {
  const TempFolder folder;
  const fs::path file = folder.write("a.yaml", "person: 0\nprogram: 0\n");
  constexpr int kFewest = 10;
  const auto count = [&](const std::string& name) {
    const auto until = std::chrono::steady_clock::now() + how_long() / 2;
    int edits = 0;
    // However slow the machine is, enough of them to meet those of the other.
    while (edits < kFewest || std::chrono::steady_clock::now() < until) {
      edits += edit_file(file, [&](const std::string& text) { return counted_on(text, name); });
      if (count_of(read_file(file), name) != edits) return -1;
    }
    return edits;
  };
  const pid_t other = ::fork();
  if (other == 0) ::_exit(count("person") > 0 ? 0 : 1);
  EXPECT_GE(count("program"), kFewest);
  int status = 0;
  ::waitpid(other, &status, 0);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace sotto
