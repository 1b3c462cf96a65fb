// The limits that a user or a system sets to a program: each that is reached is told with what to raise, with status 3,
// and nothing of the failed run stays behind.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>

#include "end_to_end/faults.h"
#include "support/writers.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Words = std::vector<std::string>;

/// Runs with a limit that the program can raise up to `most`.
Outcome limited(const TempFolder& folder, const Words& words, int resource, rlim_t soft, rlim_t most) {
  return sotto(folder, words, {.in_child = [&] {
                 const rlimit limit{soft, most};
                 if (::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit) != 0) ::_exit(126);
               }});
}

TEST(Limits, OfTheSizeOfFilesAreTold) {
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  give_engine_data(folder);
  for (const rlim_t bytes : {300, 50'000, 400'000}) {
    for (const Words& words : {Words{"produce", "kettle.txt"},
                               {"annotate", "kettle.txt"},
                               {"audition", "meg", "Hello."},
                               {"check", "kettle.txt"},
                               {"doctor"}}) {
      SCOPED_TRACE(words.front() + " with files up to " + std::to_string(bytes));
      const Outcome outcome = limited(folder, words, RLIMIT_FSIZE, bytes, bytes);
      if (outcome.status == 0 || (words.front() == "check" && outcome.status == 1))
        continue;  // it needs no larger ones
      EXPECT_EQ(outcome.status, 3);
      EXPECT_THAT(outcome.out + outcome.err, HasSubstr("ulimit -f"));
      EXPECT_THAT(temporary_files(folder.path()), IsEmpty());
    }
  }
  EXPECT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
}

TEST(Limits, OfOpenFilesAreRaisedOrTold) {
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  for (const Words& words : {Words{"produce", "kettle.txt"}, {"annotate", "kettle.txt"}, {"voices"}, {"doctor"}}) {
    const Outcome outcome = limited(folder, words, RLIMIT_NOFILE, 12, 12);
    EXPECT_EQ(outcome.status, 3) << words.front();
    EXPECT_THAT(outcome.err, HasSubstr("ulimit -n")) << words.front();
  }
  EXPECT_FALSE(fs::exists(folder / "scripts"));
  EXPECT_EQ(limited(folder, {"produce", "kettle.txt"}, RLIMIT_NOFILE, 12, 4096).status, 0);
}

TEST(Limits, OfMemoryAreTold) {
  if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer needs more address space than there is memory";
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  for (const Words& words : {Words{"produce", "kettle.txt"}, {"audition", "meg", "Hello."}}) {
    constexpr rlim_t kBytes = 250'000'000;
    const Outcome outcome = limited(folder, words, RLIMIT_AS, kBytes, kBytes);
    EXPECT_EQ(outcome.status, 3) << words.front();
    EXPECT_THAT(outcome.err, HasSubstr("ulimit -v")) << words.front();
    EXPECT_THAT(temporary_files(folder.path()), IsEmpty());
  }
}

TEST(Limits, OfProcessesAreTold) {
  if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer suffers no other layer";
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  for (const std::size_t at : {1, 4}) {
    // As the system says it to those who are not root.
    const Outcome outcome = sotto_with(
        folder, {.at = at, .error = std::to_string(EAGAIN), .calls = "fork", .stays = true}, {"produce", "kettle.txt"});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_THAT(outcome.err, HasSubstr("ulimit -u"));
    EXPECT_THAT(temporary_files(folder.path()), IsEmpty());
  }
}

TEST(Limits, ALinkThatLeadsBackToItselfIsTold) {
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  fs::create_symlink("loop", folder / "loop");
  for (const char* option : {"--scripts", "--out", "--cache"}) {
    const Outcome outcome = sotto(folder, {"produce", "kettle.txt", option, "loop"});
    EXPECT_EQ(outcome.status, 3) << option;
    EXPECT_THAT(outcome.err, HasSubstr("a link there leads back to itself")) << option;
  }
  const Outcome annotate = sotto(folder, {"annotate", "kettle.txt", "--scripts", "loop"});
  EXPECT_EQ(annotate.status, 3);
  EXPECT_THAT(annotate.err, HasSubstr("a link there leads back to itself"));
  EXPECT_EQ(sotto(folder, {"produce", "loop"}).status, 1);
}

TEST(Limits, AFolderWithoutANameIsAMistakeOfTheCommandLine) {
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  for (const char* option : {"-o", "--scripts", "--cache"}) {
    const Outcome outcome = sotto(folder, {"produce", "kettle.txt", option, ""});
    EXPECT_EQ(outcome.status, 2) << option;
    EXPECT_THAT(outcome.err, HasSubstr("name a folder"));
  }
  EXPECT_FALSE(fs::exists(folder / "out"));
}

/// Of a process that runs no longer, as each command may leave them when it is killed.
TEST(Leftovers, AreSweptByWhateverRunsNext) {
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  ASSERT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  struct Case {
    Words words;
    std::vector<std::string> left;
  };
  const std::string id = "." + testing::ended_writer() + ".tmp";
  for (const Case& c :
       {Case{{"produce", "kettle.txt"},
             {"scripts/kettle/.01-chapter-1.yaml" + id, "out/kettle/.01-chapter-1.wav" + id,
              "out/kettle/report/.report.json" + id}},
        Case{{"annotate", "kettle.txt"}, {"scripts/kettle/.01-chapter-1.yaml" + id}},
        Case{{"check", "kettle.txt"},
             {"out/kettle/report/.report.json" + id, "out/kettle/report/audio/.01.mp3" + id,
              "scripts/kettle/.01-chapter-1.yaml" + id}},
        Case{{"audition", "meg", "Hello."}, {"out/audition/.meg.wav" + id, "out/.cache/takes/ab/.abcd.take" + id}},
        Case{{"clean"}, {"out/.cache/takes/ab/.abcd.take" + id}}}) {
    for (const std::string& file : c.left) folder.write(file, "half");
    EXPECT_EQ(sotto(folder, c.words).status % 4, 0) << c.words.front();
    EXPECT_THAT(temporary_files(folder.path()), IsEmpty()) << c.words.front();
  }
}

}  // namespace
}  // namespace sotto::end_to_end
