#include "shared/console.h"

#include <gtest/gtest.h>

namespace sotto {
namespace {

TEST(Console, ControlCharactersOfAMessageAreShown) {
  ::testing::internal::CaptureStderr();
  print_message("{}: {}\n", "a\033[2Jb.txt", 3);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "a\uFFFD[2Jb.txt: 3\n");
}

TEST(Console, TheProgramsOwnControlSequencesAreWritten) {
  ::testing::internal::CaptureStderr();
  print_display("\r{}\033[K", "half");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "\rhalf\033[K");
}

TEST(Console, ResultsAreWrittenInOrder) {
  ::testing::internal::CaptureStdout();
  write_result("{\"a\": 1}\n");
  print_result("{} lines\n", 2);
  finish_results();
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "{\"a\": 1}\n2 lines\n");
}

}  // namespace
}  // namespace sotto
