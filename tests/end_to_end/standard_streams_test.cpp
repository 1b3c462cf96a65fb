// Streams that are closed, full, or pipes that nobody reads: without stderr a command does what it does; a result that
// could not be written to stdout is status 3, and said on stderr.

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>

#include "end_to_end/sotto.h"

namespace sotto::end_to_end {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

enum class Broken { closed, full, unread };

constexpr std::array<Broken, 3> kEveryWay = {Broken::closed, Broken::full, Broken::unread};

/// All commands write through the same functions: of those that take long, each has one way.
std::vector<Broken> ways_for(std::size_t command) {
  constexpr std::size_t kQuick = 4;
  if (command < kQuick) return {kEveryWay.begin(), kEveryWay.end()};
  return {kEveryWay[command % kEveryWay.size()]};
}

void break_stream(int descriptor, Broken how) {
  if (how == Broken::closed) {
    ::close(descriptor);
    return;
  }
  std::array<int, 2> ends{};
  if (how == Broken::unread) {
    if (::pipe(ends.data()) != 0) ::_exit(99);
    ::close(ends[0]);
  } else {
    ends[1] = ::open("/dev/full", O_WRONLY);
  }
  if (::dup2(ends[1], descriptor) < 0) ::_exit(99);
}

const std::vector<std::vector<std::string>>& commands() {
  static const std::vector<std::vector<std::string>> all = {
      {"--help"},
      {"--version"},
      {"produc"},
      {"produce", "no-such-story.txt"},
      {"produce", "kettle.txt"},
      {"produce", "--dry-run", "kettle.txt"},
      {"produce", "--explain", "kettle.txt"},
      {"annotate", "kettle.txt"},
      {"annotate", "--format", "json", "kettle.txt"},
      {"voices", "meg"},
      {"audition", "meg", "Good evening."},
      {"check", "kettle.txt"},
      {"clean", "--dry-run"},
      {"doctor"},
  };
  return all;
}

TEST(StandardStreams, WithoutStderrEveryCommandDoesWhatItDoes) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  for (std::size_t i = 0; i < commands().size(); ++i) {
    const std::vector<std::string>& command = commands()[i];
    const Outcome usual = sotto(folder, command);
    for (const Broken how : ways_for(i)) {
      const Outcome outcome = sotto(folder, command, {.in_child = [&] { break_stream(STDERR_FILENO, how); }});
      EXPECT_EQ(outcome.status, usual.status) << ::testing::PrintToString(command) << static_cast<int>(how);
    }
  }
}

TEST(StandardStreams, AResultThatCannotBeWrittenIsAFailureOfTheMachine) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  for (std::size_t i = 0; i < commands().size(); ++i) {
    const std::vector<std::string>& command = commands()[i];
    const Outcome usual = sotto(folder, command);
    for (const Broken how : ways_for(i)) {
      const Outcome outcome = sotto(folder, command, {.in_child = [&] { break_stream(STDOUT_FILENO, how); }});
      EXPECT_EQ(outcome.status, usual.out.empty() ? usual.status : 3) << ::testing::PrintToString(command);
      if (!usual.out.empty()) {
        EXPECT_THAT(outcome.err, HasSubstr("cannot write the standard output"));
      }
    }
  }
}

TEST(StandardStreams, AFileNeverGetsTheNumberOfAClosedStream) {
  const TempFolder open;
  open.write("kettle.txt", kShortStory);
  ASSERT_EQ(sotto(open, {"produce", "kettle.txt"}).status, 0);
  const TempFolder closed;
  closed.write("kettle.txt", kShortStory);
  const auto close_all = [] {
    for (const int descriptor : {0, 1, 2}) ::close(descriptor);
  };
  EXPECT_EQ(sotto(closed, {"produce", "kettle.txt"}, {.in_child = close_all}).status, 0);
  EXPECT_THAT(differing(files_below(open.path() / "out"), files_below(closed.path() / "out")), IsEmpty());
}

TEST(StandardStreams, NamesOfFilesCannotCommandTheTerminal) {
  const TempFolder folder;
  const std::string name = "a\033[2Jb.txt";
  folder.write(name, kShortStory);
  for (const std::vector<std::string>& command : {std::vector<std::string>{"produce", name},
                                                  {"produce", "--explain", name},
                                                  {"annotate", name},
                                                  {"check", name},
                                                  {"produce", "no\033[2Jne.txt"},
                                                  {"produce", "--profile", "x\033[2J", name}}) {
    const Outcome outcome = sotto(folder, command);
    EXPECT_EQ((outcome.out + outcome.err).find('\033'), std::string::npos) << outcome.out << outcome.err;
  }
}

TEST(StandardStreams, AFileThatGrowsBeyondTheLimitIsTold) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  const auto limit = [] {
    const rlimit most{200'000, 200'000};
    if (::setrlimit(RLIMIT_FSIZE, &most) != 0) ::_exit(99);
  };
  const Outcome outcome = sotto(folder, {"produce", "kettle.txt"}, {.in_child = limit});
  EXPECT_EQ(outcome.status, 3) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("ulimit -f"));
  EXPECT_THAT(temporary_files(folder.path()), IsEmpty());
  EXPECT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
}

}  // namespace
}  // namespace sotto::end_to_end
