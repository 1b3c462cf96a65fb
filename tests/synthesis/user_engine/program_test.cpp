#include "synthesis/user_engine/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <thread>

#include "shared/failure.h"
#include "support/temp_folder.h"

namespace sotto::user_engine {
namespace {

using ::testing::HasSubstr;

Deadline soon() { return deadline_after(Seconds{20}); }

TEST(Program, AnswersLineByLine) {
  const testing::TempFolder folder;
  Program program({"cat"}, folder.path());
  ASSERT_TRUE(program.write("one\ntwo\n", soon()));
  EXPECT_EQ(program.read_line(soon()), "one");
  EXPECT_EQ(program.read_line(soon()), "two");
  EXPECT_EQ(program.end(), "");
  EXPECT_EQ(program.read_line(deadline_after(Seconds{0.01})), std::nullopt);
}

TEST(Program, WritesMoreThanAPipeHolds) {
  const testing::TempFolder folder;
  Program program({"cat"}, folder.path());
  std::string text(1'000'000, 'x');
  text += '\n';
  ASSERT_TRUE(program.write(text, soon()));
  EXPECT_EQ(program.read_line(soon())->size(), 1'000'000U);
}

TEST(Program, NoShellReadsItsArguments) {
  const testing::TempFolder folder;
  Program program({"printf", "%s", "$(id); `id` && *"}, folder.path());
  EXPECT_EQ(program.read_all(soon()), "$(id); `id` && *");
  EXPECT_EQ(program.end(), "ended with status 0");
}

TEST(Program, ItsLastWordsAreKept) {
  const testing::TempFolder folder;
  Program program({"sh", "-c", "for i in $(seq 100); do echo line $i >&2; done; exit 3"}, folder.path());
  EXPECT_EQ(program.read_all(soon()), "");
  EXPECT_EQ(program.end(), "ended with status 3");
  EXPECT_EQ(program.last_words().find("line 81\n"), 0U);
  EXPECT_THAT(program.last_words(), HasSubstr("line 100"));
}

TEST(Program, ItsErrorLinesCanBeWaitedFor) {
  const testing::TempFolder folder;
  Program program({"sh", "-c", "echo noise >&2; echo INFO: Wrote a.wav >&2; cat"}, folder.path());
  EXPECT_EQ(program.read_error_line("Wrote ", soon()), "a.wav");
}

TEST(Program, OneThatIsNotThereIsTheMachinesFailure) {
  const testing::TempFolder folder;
  EXPECT_THROW(Program({"no-such-program-anywhere"}, folder.path()), MachineFailure);
}

TEST(Program, EndsWithAllThatItStarted) {
  const testing::TempFolder folder;
  std::string process;
  {
    Program program({"sh", "-c", "sleep 1000 & echo $!; wait"}, folder.path());
    process = program.read_line(soon()).value();
  }
  const auto gone = [&] {
    std::ifstream status("/proc/" + process + "/stat");
    std::string text;
    std::getline(status, text);
    return text.empty() || text.find(") Z ") != std::string::npos;
  };
  for (int i = 0; i < 200 && !gone(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_TRUE(gone());
}

}  // namespace
}  // namespace sotto::user_engine
