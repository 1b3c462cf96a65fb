// `sotto watch`: a save is heard, and the chapter is made again.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include "end_to_end/faults.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

bool soon(const std::function<bool()>& holds) {
  for (int i = 0; i < 6000 && !holds(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return holds();
}

TEST(Watch, MakesAgainWhatASaveChanged) {
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  // A player that only says what it was given.
  const fs::path player =
      folder.write("bin/pw-play", "#!/bin/sh\necho \"$1\" >> " + (folder / "played").string() + "\n");
  fs::permissions(player, fs::perms::owner_all);
  const fs::path master = folder / "out/kettle/02-chapter-2.wav";
  std::string first;
  std::string second;
  const auto edit = [&](pid_t child) {
    ASSERT_TRUE(soon([&] { return fs::exists(folder / "out/kettle/report/report.json"); }));
    // Until the folder is watched a change would be missed; once it is, the lock is gone.
    ASSERT_TRUE(soon([&] { return !fs::exists(folder / "out/kettle/.lock"); }));
    first = read_file(master);
    const std::string other = read_file(folder / "out/kettle/01-chapter-1.wav");
    std::string text = kTwoChapters;
    text.replace(text.find("kettle began"), 12, "pot started");
    for (int attempt = 0; attempt < 20 && !fs::exists(folder / "played"); ++attempt) {
      std::ofstream(folder / "kettle.txt") << text;
      std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    }
    EXPECT_TRUE(soon([&] { return read_file(master) != first; }));
    EXPECT_TRUE(soon([&] { return !fs::exists(folder / "out/kettle/.lock"); }));
    second = read_file(master);
    EXPECT_EQ(read_file(folder / "out/kettle/01-chapter-1.wav"), other);
    ::kill(child, SIGINT);
  };
  const Outcome outcome = sotto(folder, {"watch", "kettle.txt", "--play"},
                                {.in_child =
                                     [&] {
                                       const std::string path = (folder / "bin").string() + ":" + ::getenv("PATH");
                                       ::setenv("PATH", path.c_str(), 1);
                                     },
                                 .while_running = edit});
  EXPECT_EQ(outcome.status, 130) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("s after the save"));
  EXPECT_THAT(try_read_file(folder / "played").value_or(""), HasSubstr("heard/kettle.wav"));
  EXPECT_NE(first, second);
  // It is the chapter that a production of its own makes.
  ASSERT_EQ(sotto(folder, {"produce", "kettle.txt", "-o", "again"}).status, 0);
  EXPECT_EQ(read_file(folder / "again/kettle/02-chapter-2.wav"), second);
}

}  // namespace
}  // namespace sotto::end_to_end
