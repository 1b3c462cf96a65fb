// A machine that fails: a full or broken disk at any write, no memory, no engine data, somebody else at work. Each is
// told with what failed, where, and what to do; the exit status is 3; nothing that was done is lost.

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <thread>

#include "end_to_end/faults.h"
#include "support/writers.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::size_t takes_made(const TempFolder& folder) {
  std::size_t count = 0;
  std::error_code none;
  for (auto it = fs::recursive_directory_iterator(folder / "out/.cache/takes", none); it != fs::end(it);
       it.increment(none)) {
    if (it->path().extension() == ".take") ++count;
  }
  return count;
}

struct BadDisk {
  const char* name;
  std::size_t offset;
  int error;
  bool stays;
  const char* reason;
  const char* advice;
};

class Disk : public ::testing::TestWithParam<BadDisk> {};

TEST_P(Disk, FailsAtAnyWrite) {
  if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer suffers no other layer";
  const std::size_t writes = count_calls(whole().log, "write ");
  constexpr std::size_t kPoints = 6;  // others for each kind of disk
  for (std::size_t point = 0; point < kPoints; ++point) {
    const TempFolder folder;
    folder.write("kettle.txt", kTwoChapters);
    give_engine_data(folder);
    const Fault fault{.at = 1 + writes * (3 * point + GetParam().offset) / (3 * kPoints),
                      .error = std::to_string(GetParam().error),
                      .calls = "write",
                      .stays = GetParam().stays};
    SCOPED_TRACE("write " + std::to_string(fault.at));
    const Outcome outcome = sotto_with(folder, fault, {"produce", "kettle.txt"});
    EXPECT_EQ(outcome.status, 3) << outcome.err;
    EXPECT_THAT(outcome.err,
                AllOf(HasSubstr("sotto: cannot "), HasSubstr(GetParam().reason), HasSubstr(GetParam().advice)))
        << "what failed, where, and what to do";
    EXPECT_THAT(temporary_files(folder.path()), IsEmpty());
    // What was done is still there, and the next run makes the rest.
    const std::size_t kept = takes_made(folder);
    const Outcome again = sotto(folder, {"produce", "kettle.txt"});
    EXPECT_EQ(again.status, 0) << again.err;
    EXPECT_GE(takes_made(folder), kept);
    EXPECT_THAT(differing(files_below(folder / "out"), whole().out), IsEmpty());
  }
}

INSTANTIATE_TEST_SUITE_P(Table, Disk,
                         ::testing::Values(BadDisk{"Full", 0, ENOSPC, true, "No space left on device",
                                                   "free some space"},
                                           BadDisk{"Broken", 1, EIO, false, "Input/output error", "the disk"},
                                           BadDisk{"ReadOnly", 2, EROFS, true, "Read-only file system", "--out"}),
                         [](const auto& disk) { return disk.param.name; });

TEST(Disk, WithAFolderWhereAFileShouldBeIsSaid) {
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  ASSERT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  const auto before = files_below(folder / "out");
  const fs::path master = folder / "out/kettle/01-chapter-1.wav";
  fs::path take;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "out/.cache/takes")) {
    if (entry.is_regular_file()) take = entry.path();
  }
  for (const fs::path& file : {take, master}) {
    fs::remove(file);
    fs::create_directories(file / "inner");
    const Outcome outcome = sotto(folder, {"produce", "kettle.txt"});
    EXPECT_EQ(outcome.status, 3) << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr(file.filename().string()), HasSubstr("Is a directory"),
                                   HasSubstr("a folder stands where a file should: move it away")));
    fs::remove_all(file);
    EXPECT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
    EXPECT_THAT(differing(files_below(folder / "out"), before), IsEmpty());
  }
  // And the other way round.
  fs::remove_all(folder / "out/.cache/takes");
  folder.write("out/.cache/takes", "");
  const Outcome outcome = sotto(folder, {"produce", "kettle.txt"});
  EXPECT_EQ(outcome.status, 3) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("something else stands where a folder should: move it away"));
}

TEST(Disk, ThatFailsToSyncIsNotTrusted) {
  if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer suffers no other layer";
  const std::size_t syncs = count_calls(whole().log, "sync ");
  ASSERT_GT(syncs, 6U);
  for (std::size_t at = 1; at <= syncs; ++at) {
    const TempFolder folder;
    folder.write("kettle.txt", kTwoChapters);
    give_engine_data(folder);
    const Outcome outcome =
        sotto_with(folder, {.at = at, .error = std::to_string(EIO), .calls = "sync"}, {"produce", "kettle.txt"});
    EXPECT_EQ(outcome.status, 3) << "sync " << at;
    EXPECT_THAT(outcome.err, HasSubstr("Input/output error"));
    EXPECT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  }
}

TEST(Memory, TooLittleForAWorkerIsSaid) {
  if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer suffers no other layer";
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  give_engine_data(folder);
  for (const std::size_t at : {1, 5, 9}) {
    const Outcome outcome =
        sotto_with(folder, {.at = at, .error = std::to_string(ENOMEM), .calls = "fork", .stays = true},
                   {"produce", "kettle.txt", "-j", "1"});
    EXPECT_EQ(outcome.status, 3) << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("cannot start a process for the speech engine"),
                                   HasSubstr("Cannot allocate memory"), HasSubstr("--jobs")));
  }
  EXPECT_GT(takes_made(folder), 0U) << "what was spoken before is kept";
  EXPECT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
}

TEST(Memory, TooLittleForTheThreadsIsSaidOrDoneWithFewer) {
  if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer needs more address space than there is memory";
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  for (const int kilobytes : {100'000, 200'000, 300'000, 500'000}) {
    Command command;
    command.words = {"bash", "-c", fmt::format("ulimit -v {}; exec {} produce kettle.txt -j 64", kilobytes, program())};
    command.folder = folder.path();
    const Outcome outcome = run(command);
    EXPECT_TRUE(outcome.status == 0 || outcome.status == 3) << outcome.status << outcome.err;
    EXPECT_THAT(outcome.err, ::testing::Not(HasSubstr("bad_alloc")));
  }
  EXPECT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
}

TEST(Engine, WithoutItsDataIsSaid) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  const TempFolder empty;
  const Outcome outcome = sotto(folder, {"produce", "kettle.txt"},
                                {.in_child = [&] { ::setenv("ESPEAK_DATA_PATH", empty.path().c_str(), 1); }});
  EXPECT_EQ(outcome.status, 3) << outcome.err;
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("eSpeak NG"), HasSubstr(empty.path().string()),
                                 HasSubstr("apt-get install --reinstall espeak-ng-data")));
}

/// Whoever holds the lock of a folder, here this process.
class Holder {
 public:
  explicit Holder(const fs::path& folder) {
    fs::create_directories(folder);
    fd_ = ::open((folder / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) ADD_FAILURE() << "the lock is taken";
    const std::string owner = "ada on paris, process 4711, since 2026-01-01 10:00:00 UTC\n";
    if (::write(fd_, owner.data(), owner.size()) < 0) ADD_FAILURE();
  }
  ~Holder() { ::close(fd_); }  // the file stays: nobody let go of it in an orderly way
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;

 private:
  int fd_;
};

TEST(Lock, OfAnotherProcessIsRespectedAndItsOwnerNamed) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  folder.write("plain.txt", "It rained. Nobody came.\n");
  {
    const Holder holder(folder / "out/kettle");
    const Outcome outcome = sotto(folder, {"produce", "kettle.txt", "plain.txt"});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_THAT(outcome.err, HasSubstr("out/kettle is being made by ada on paris, process 4711"));
    EXPECT_TRUE(fs::exists(folder / "out/plain/report")) << "the other book is made all the same";
    EXPECT_FALSE(fs::exists(folder / "out/kettle/report"));
  }
  const Outcome after = sotto(folder, {"produce", "kettle.txt"});
  EXPECT_EQ(after.status, 0) << after.err;
  EXPECT_THAT(after.err, HasSubstr("after ada on paris, process 4711"));
  EXPECT_FALSE(fs::exists(folder / "out/kettle/.lock"));
}

TEST(Lock, IsAskedForByWhateverReadsOrWritesWhatIsMade) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  ASSERT_EQ(sotto(folder, {"annotate", "kettle.txt"}).status, 0);
  const auto before = files_below(folder.path());
  for (const char* command : {"annotate", "check", "produce"}) {
    const Holder holder(folder / "out/kettle");
    const Outcome outcome = sotto(folder, {command, "kettle.txt"});
    EXPECT_EQ(outcome.status, 3) << command;
    EXPECT_THAT(outcome.err, HasSubstr("out/kettle is being made by ada on paris, process 4711")) << command;
  }
  ASSERT_EQ(sotto(folder, {"annotate", "kettle.txt"}).status, 0);
  EXPECT_THAT(differing(files_below(folder.path()), before), IsEmpty());
}

TEST(Lock, CleaningNeverStopsAProduction) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  ASSERT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  std::atomic<bool> done = false;
  std::thread cleaner([&] {
    while (!done) sotto(folder, {"clean", "-q"});
  });
  for (int i = 0; i < 6; ++i) {
    folder.write("kettle.txt", std::string(kShortStory) + "\nHe counted " + std::to_string(i) + " more.\n");
    const Outcome outcome = sotto(folder, {"produce", "kettle.txt", "-q"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
  }
  done = true;
  cleaner.join();
}

TEST(Check, OfAnotherStoryOfTheSameNameOrWhatIsNotMadeRemovesNothing) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  folder.write("other/kettle.txt", "It rained. Nobody came.\n");
  ASSERT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  ASSERT_EQ(sotto(folder, {"check", "kettle.txt"}).status % 4, 0);
  const auto before = files_below(folder / "out");
  EXPECT_EQ(sotto(folder, {"check", "other/kettle.txt"}).status, 1);
  EXPECT_THAT(differing(files_below(folder / "out"), before), IsEmpty());
  EXPECT_EQ(sotto(folder, {"check", "kettle.txt", "--profile", "librivox"}).status, 1);
  EXPECT_THAT(differing(files_below(folder / "out"), before), IsEmpty());
}

TEST(OutputFolder, IsNeverTheStorysOwn) {
  const TempFolder folder;
  folder.write("book/part.txt", kShortStory);
  folder.write("book/.mine." + testing::ended_writer() + ".tmp", "mine");
  const auto before = files_below(folder.path());
  for (const char* command : {"produce", "annotate"}) {
    const Outcome outcome = sotto(folder, {command, "book", "-o", "."});
    EXPECT_EQ(outcome.status, 1) << command;
    EXPECT_THAT(outcome.err, HasSubstr("among the story's own files")) << command;
    EXPECT_EQ(sotto(folder, {command, "book", "--scripts", "."}).status, 1) << command;
  }
  EXPECT_THAT(differing(files_below(folder.path()), before), IsEmpty());
}

TEST(Lock, TwoProductionsAtOnceDoNoHarm) {
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  Outcome other;
  std::thread second([&] { other = sotto(folder, {"produce", "kettle.txt", "-j", "1"}); });
  const Outcome one = sotto(folder, {"produce", "kettle.txt", "-j", "1"});
  second.join();
  // Each either made it, or says who does.
  for (const Outcome* outcome : {&one, static_cast<const Outcome*>(&other)}) {
    EXPECT_THAT(outcome->status, AnyOf(0, 3)) << outcome->err;
    const bool refused = outcome->status == 3;
    EXPECT_EQ(refused, outcome->err.find("is being made by") != std::string::npos) << outcome->err;
  }
  EXPECT_TRUE(one.status == 0 || other.status == 0);
  EXPECT_THAT(differing(files_below(folder / "out"), whole().out), IsEmpty());
}

}  // namespace
}  // namespace sotto::end_to_end
