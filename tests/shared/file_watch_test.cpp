#include "shared/file_watch.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

#include "shared/failure.h"
#include "support/temp_folder.h"

namespace sotto {
namespace {

namespace fs = std::filesystem;
using testing::TempFolder;
using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace)

void write(const fs::path& path) { std::ofstream(path) << "x"; }

/// Whether something in the folder counts as a change. What does not is waited for until the wait is interrupted: a
/// slow machine makes this longer, never wrong.
bool counts(const TempFolder& folder, const std::function<void()>& change) {
  FileWatch watch;
  watch.add(folder.path());
  change();
  StopFlag stop;
  std::thread interrupt([&] {
    std::this_thread::sleep_for(200ms);
    stop.set();
  });
  bool heard = true;
  try {
    watch.wait(1ms, stop);
  } catch (const Interrupted&) {
    heard = false;
  }
  interrupt.join();
  return heard;
}

TEST(FileWatch, HearsWhatIsWrittenRenamedOrRemoved) {
  const TempFolder folder;
  fs::create_directories(folder / "elsewhere");
  const std::function<void()> changes[] = {
      [&] { write(folder / "story.txt"); },
      [&] { fs::rename(folder / "story.txt", folder / "other.txt"); },
      [&] { fs::rename(folder / "other.txt", folder / "elsewhere/other.txt"); },
      [&] { fs::rename(folder / "elsewhere/other.txt", folder / "back.txt"); },
      [&] { fs::remove(folder / "back.txt"); },
  };
  for (const auto& change : changes) {
    FileWatch watch;
    watch.add(folder.path());
    const auto before = std::chrono::steady_clock::now();
    change();
    const auto first = watch.wait(1ms, {});
    EXPECT_GE(first, before);
    EXPECT_LE(first, std::chrono::steady_clock::now());
  }
}

TEST(FileWatch, LeavesOutWhatEditorsKeepForThemselves) {
  const TempFolder folder;
  for (const char* name : {".hidden", "story.txt~", "story.tmp", "story.swp"}) {
    EXPECT_FALSE(counts(folder, [&] { write(folder / name); })) << name;
  }
  fs::create_directories(folder / "below");
  EXPECT_FALSE(counts(folder, [&] { write(folder / "below/story.txt"); })) << "of a folder below";
}

TEST(FileWatch, ForgetsWhatIsDrained) {
  const TempFolder folder;
  FileWatch watch;
  watch.add(folder.path());
  write(folder / "a");
  watch.drain();
  StopFlag stop;
  std::thread interrupt([&] {
    std::this_thread::sleep_for(200ms);
    stop.set();
  });
  EXPECT_THROW(watch.wait(1ms, stop), Interrupted);
  interrupt.join();
}

TEST(FileWatch, AFolderThatIsNotThereIsLetBe) {
  const TempFolder folder;
  FileWatch watch;
  watch.add(folder / "nowhere");
  watch.add(folder.write("file", "x"));
  watch.add(folder.path());
  watch.add(folder.path());
  write(folder / "a");
  watch.wait(1ms, {});
}

}  // namespace
}  // namespace sotto
