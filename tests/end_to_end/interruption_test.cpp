// Nothing is lost: Ctrl-C in the middle, a disk that fills up.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "end_to_end/faults.h"
#include "shared/units.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A story that takes some seconds.
std::string long_story() {
  std::string story;
  for (int chapter = 1; chapter <= 4; ++chapter) {
    story += "Chapter " + std::to_string(chapter) + "\n\n";
    for (int i = 0; i < 15; ++i) {
      story += "The rain fell for the " + std::to_string(chapter * 100 + i) + "th hour, and the street was empty.\n\n" +
               "\"Is it hour " + std::to_string(chapter * 100 + i) + " already?\" asked Anna.\n\n";
    }
  }
  return story;
}

std::size_t takes_in(const fs::path& out) {
  std::size_t count = 0;
  std::error_code none;
  for (auto it = fs::recursive_directory_iterator(out / ".cache/takes", none); it != fs::end(it); it.increment(none)) {
    if (it->path().extension() == ".take") ++count;
  }
  return count;
}

/// Interrupts `signal`-wise when `ready` says so, and returns how the run ended.
Outcome interrupted(const TempFolder& folder, const std::function<bool()>& ready) {
  const auto interrupt = [&](pid_t child) {
    for (int i = 0; i < 12'000 && !ready(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    ::kill(child, SIGINT);
  };
  return sotto(folder, {"produce", "long.txt", "-j", "2"}, {.while_running = interrupt});
}

/// On a machine so busy that there was no time for it, the next run tidies up.
void expect_tidy(const Outcome& outcome, const TempFolder& folder) {
  if (outcome.err.find("stopped at once") != std::string::npos) return;
  EXPECT_THAT(outcome.err, HasSubstr("the next run goes on from there"));
  EXPECT_THAT(temporary_files(folder.path()), IsEmpty());
}

/// A child that has ended and was not asked after yet has a state that says so.
bool has_not_ended(pid_t child) {
  const std::string status = try_read_file("/proc/" + std::to_string(child) + "/stat").value_or(") Z");
  return status.at(status.rfind(')') + 2) != 'Z';
}

TEST(Interruption, CtrlCKeepsWhatIsDoneAndTheNextRunGoesOn) {
  const TempFolder folder;
  const TempFolder whole;
  folder.write("long.txt", long_story());
  whole.write("long.txt", long_story());

  const Outcome performing = interrupted(folder, [&] { return takes_in(folder / "out") >= 30; });
  EXPECT_EQ(performing.status, 130) << performing.err;
  expect_tidy(performing, folder);
  const std::size_t kept = takes_in(folder / "out");
  EXPECT_GE(kept, 30U);

  const Outcome mixing = interrupted(folder, [&] { return !temporary_files(folder / "out/long").empty(); });
  EXPECT_EQ(mixing.status, 130) << mixing.err;
  expect_tidy(mixing, folder);

  ASSERT_EQ(sotto(folder, {"produce", "long.txt"}).status, 0);
  ASSERT_EQ(sotto(whole, {"produce", "long.txt"}).status, 0);
  EXPECT_EQ(files_below(folder / "out"), files_below(whole / "out"));
}

TEST(Interruption, ASecondCtrlCIsNotWaitedFor) {
  if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer suffers no other layer";
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  // The disk does not answer, so that the first one cannot be obeyed.
  const auto impatient = [&](pid_t child) {
    for (int i = 0; i < 2000 && temporary_files(folder.path()).empty(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    for (int i = 0; i < 50 && has_not_ended(child); ++i) {
      ::kill(child, SIGINT);
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    ::kill(child, SIGKILL);
  };
  const Outcome outcome =
      sotto_with(folder, {.at = 1, .error = "hang", .calls = "write"}, {"produce", "kettle.txt"}, nullptr, impatient);
  EXPECT_EQ(outcome.status, 130) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("stopped at once; what is done is kept"));
  EXPECT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  EXPECT_THAT(temporary_files(folder.path()), IsEmpty());
  EXPECT_THAT(differing(files_below(folder / "out"), whole().out), IsEmpty());
}

/// Runs a command, asks it to stop after a moment, and says how long it went on.
Seconds time_to_stop(const TempFolder& folder, const std::vector<std::string>& words, int signal) {
  using Clock = std::chrono::steady_clock;
  Clock::time_point asked;
  const Outcome outcome = sotto(folder, words, {.while_running = [&](pid_t child) {
                                  std::this_thread::sleep_for(std::chrono::milliseconds(700));
                                  EXPECT_TRUE(has_not_ended(child)) << "too quick to be stopped";
                                  asked = Clock::now();
                                  ::kill(child, signal);
                                }});
  EXPECT_EQ(outcome.status, 130) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("what is done is kept"));
  return {std::chrono::duration<double>(Clock::now() - asked).count()};
}

/// Far more than a second, on a busy machine, and far less than what is stopped would take.
constexpr Seconds kSoon{8};

std::string huge_novel() {
  std::string story;
  for (int i = 0; story.size() < 20'000'000; ++i) {
    const std::string n = std::to_string(i);
    story += "\"I saw " + n + " of them,\" said Anna" + std::to_string(i % 50) + ". She did not look up, and hour " +
             n + " struck.\n\n\"Not yet,\" he whispered. \"Give it " + n + " minutes, Peter.\"\n\n";
  }
  return story;
}

TEST(Interruption, IsHeardWhileANovelIsAnnotated) {
  const TempFolder folder;
  folder.write("huge.txt", huge_novel());
  EXPECT_LT(time_to_stop(folder, {"annotate", "huge.txt"}, SIGINT), kSoon);
  EXPECT_LT(time_to_stop(folder, {"produce", "huge.txt"}, SIGTERM), kSoon);
  EXPECT_LT(time_to_stop(folder, {"annotate", "--format", "json", "huge.txt"}, SIGINT), kSoon);
}

TEST(Interruption, IsHeardWhileALargeBedIsRead) {
  const TempFolder folder;
  folder.write("kettle/kettle.txt", kShortStory);
  folder.write("kettle/book.yaml", "ambience: {bed: rain.wav}\n");
  folder.write("kettle/rain.wav", "RIFF");
  std::error_code none;
  fs::resize_file(folder / "kettle/rain.wav", std::uintmax_t{100} << 30U, none);  // takes up no space
  if (none) GTEST_SKIP() << "the file system has no such large files";
  EXPECT_LT(time_to_stop(folder, {"produce", "kettle"}, SIGINT), kSoon);
}

/// A file system of `size` over `path`, seen by this process and its children only.
bool mount_small(const std::string& path, const std::string& size) {
  const uid_t user = ::geteuid();
  if (::unshare(CLONE_NEWNS) != 0 && (user == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)) return false;
  ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
  return ::mount("tmpfs", path.c_str(), "tmpfs", 0, ("size=" + size).c_str()) == 0;
}

TEST(FullDisk, SaysWhatFailedAndWhatToDo) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  fs::create_directory(folder / "out");
  const std::string out = (folder / "out").string();
  // 1 MB does not hold the master.
  const Outcome outcome = sotto(folder, {"produce", "kettle.txt", "--cache", "cache"}, {.in_child = [&] {
                                  if (!mount_small(out, "1m")) ::_exit(77);
                                }});
  if (outcome.status == 77) GTEST_SKIP() << "no file system may be mounted here";
  EXPECT_EQ(outcome.status, 3) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("No space left on device"));
  EXPECT_THAT(outcome.err, HasSubstr("free some space"));
}

TEST(FullDisk, InTheMiddleOfAMasterLeavesNoHalfFile) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  give_engine_data(folder);
  // A limit on the size of files fails as a full disk does, and can be set by anyone.
  const auto limit = [] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{400'000, 400'000};
    if (::setrlimit(RLIMIT_FSIZE, &small) != 0) ::_exit(126);
  };
  const Outcome outcome = sotto(folder, {"produce", "kettle.txt"}, {.in_child = limit});
  EXPECT_EQ(outcome.status, 3) << outcome.err;
  EXPECT_THAT(temporary_files(folder.path()), IsEmpty());
  for (const auto& [name, bytes] : files_below(folder / "out")) EXPECT_EQ(name.find(".wav"), std::string::npos) << name;
  EXPECT_GT(takes_in(folder / "out"), 0U);
  EXPECT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
}

}  // namespace
}  // namespace sotto::end_to_end
