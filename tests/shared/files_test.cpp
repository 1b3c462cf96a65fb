#include "shared/files.h"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>

#include <csignal>

#include "shared/failure.h"
#include "shared/system_error.h"
#include "support/temp_folder.h"
#include "support/writers.h"

namespace sotto {
namespace {

namespace fs = std::filesystem;
using testing::TempFolder;

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator{}));
}

std::string failure_of(const auto& action) {
  try {
    action();
  } catch (const MachineFailure& failure) {
    return failure.what();
  }
  return "no failure";
}

TEST(Files, WriteAndReadBack) {
  const TempFolder folder;
  const std::string bytes("a\0b\xFF\n", 5);
  write_file(folder / "x", bytes);
  EXPECT_EQ(read_file(folder / "x"), bytes);
  write_file(folder / "x", "");
  EXPECT_EQ(read_file(folder / "x"), "");
  EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(Files, ReadWhatAnnouncesNoSize) { EXPECT_NE(read_file("/proc/self/status").find("Pid:"), std::string::npos); }

TEST(Files, APipeIsNotWaitedFor) {
  const TempFolder folder;
  const fs::path pipe = folder / "pipe.txt";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THROW(read_file(pipe), MachineFailure);
  EXPECT_THROW(read_file("/dev/zero"), MachineFailure);
}

TEST(Files, FailuresNameTheFileAndTheReason) {
  const TempFolder folder;
  EXPECT_EQ(failure_of([&] { read_file(folder / "none"); }),
            "cannot read " + (folder / "none").string() + ": No such file or directory");
  EXPECT_EQ(
      failure_of([&] { read_file(folder.path()); }),
      "cannot read " + folder.path().string() + ": Is a directory; a folder stands where a file should: move it away");
  EXPECT_EQ(failure_of([&] { write_file(folder / "no/x", "y"); }),
            "cannot write " + (folder / "no/x").string() + ": No such file or directory");
}

TEST(Files, AFullDiskLeavesTheOldFileAndNoOther) {
  const TempFolder folder;
  write_file(folder / "x", "old");
  // A limit on file size fails as a full disk does, in the middle of a write.
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{1000, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::string failure = failure_of([&] { write_file(folder / "x", std::string(5000, 'n')); });
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_EQ(failure, "cannot write " + (folder / "x").string() + ": " + system_reason(EFBIG));
  EXPECT_EQ(read_file(folder / "x"), "old");
  EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(Files, UpdateLeavesAFileAloneThatIsTheSame) {
  const TempFolder folder;
  EXPECT_TRUE(update_file(folder / "x", "one"));
  const auto written = fs::last_write_time(folder / "x");
  EXPECT_FALSE(update_file(folder / "x", "one"));
  EXPECT_EQ(fs::last_write_time(folder / "x"), written);
  EXPECT_TRUE(update_file(folder / "x", "two"));
  EXPECT_EQ(read_file(folder / "x"), "two");
}

TEST(Files, UpdateInPiecesIsUpdate) {
  const TempFolder folder;
  const std::string half(300'000, 'h');
  const auto update = [&](const std::string& end) {
    return update_file(folder / "x", [&](const Pieces& out) {
      for (const std::string& piece : {half, half, end}) out(piece);
    });
  };
  EXPECT_TRUE(update("one"));
  EXPECT_EQ(read_file(folder / "x"), half + half + "one");
  const auto written = fs::last_write_time(folder / "x");
  EXPECT_FALSE(update("one"));
  EXPECT_EQ(fs::last_write_time(folder / "x"), written);
  EXPECT_TRUE(update("two"));
  EXPECT_EQ(read_file(folder / "x"), half + half + "two");
  EXPECT_EQ(entries(folder.path()), 1U);
  EXPECT_THROW(update_file(folder / "x", [](const Pieces&) { throw std::runtime_error("no"); }), std::runtime_error);
  EXPECT_EQ(read_file(folder / "x"), half + half + "two");
  EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(Files, APendingFileThatIsNotKeptIsGone) {
  const TempFolder folder;
  {
    const PendingFile pending(folder / "x");
    write_file(pending.path(), "half");
  }
  EXPECT_EQ(entries(folder.path()), 0U);
}

TEST(Files, HashingAFileIsHashingItsBytes) {
  const TempFolder folder;
  for (const std::size_t size : {0, 1, 4096, 4097, 1'000'000}) {
    const std::string bytes(size, 'q');
    write_file(folder / "x", bytes);
    FileHash hash;
    hash.write(0, std::as_bytes(std::span(bytes)));
    EXPECT_EQ(hash_file(folder / "x"), hash.hex()) << size;
  }
}

TEST(Leftovers, OfEndedProcessesAreRemovedAndOthersLeft) {
  const TempFolder folder;
  const std::string ours = ".a.wav." + unique_name() + ".tmp";
  const std::string elsewhere = ".a.wav." + testing::writer_elsewhere() + ".tmp";
  folder.write("deep/.a.wav." + testing::ended_writer() + ".tmp", "x");
  folder.write("deep/" + elsewhere, "x");
  folder.write("deep/" + ours, "x");
  folder.write("deep/notes.tmp", "x");
  folder.write("deep/.hidden", "x");
  EXPECT_EQ(remove_leftovers(folder.path(), Leftovers::of_ended_processes), 1U);
  EXPECT_TRUE(fs::exists(folder / ("deep/" + ours)));
  EXPECT_TRUE(fs::exists(folder / ("deep/" + elsewhere))) << "another machine may be writing it";
  fs::last_write_time(folder / ("deep/" + elsewhere), fs::file_time_type::clock::now() - std::chrono::hours(24 * 8));
  EXPECT_EQ(remove_leftovers(folder.path(), Leftovers::of_ended_processes), 1U) << "not since last week";
  EXPECT_EQ(remove_leftovers(folder.path(), Leftovers::of_anyone), 1U);
  EXPECT_TRUE(fs::exists(folder / "deep/notes.tmp"));
  EXPECT_TRUE(fs::exists(folder / "deep/.hidden"));
}

}  // namespace
}  // namespace sotto
