#include "shared/progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "shared/failure.h"

namespace sotto {
namespace {

using ::testing::MatchesRegex;

TEST(Durations, AreSaidAsPeopleSayThem) {
  EXPECT_EQ(spoken_duration(0.04), "0.0 s");
  EXPECT_EQ(spoken_duration(9.9), "9.9 s");
  EXPECT_EQ(spoken_duration(59.7), "1 min 0 s");
  EXPECT_EQ(spoken_duration(250), "4 min 10 s");
  EXPECT_EQ(spoken_duration(3900), "1 h 5 min");
}

TEST(StopFlag, InterruptsOnceItIsSet) {
  StopFlag stop;
  EXPECT_FALSE(stop.is_set());
  EXPECT_NO_THROW(stop.check());
  stop.set();
  EXPECT_TRUE(stop.is_set());
  EXPECT_THROW(stop.check(), Interrupted);
}

/// What is shown where stderr is no terminal.
std::string shown(Verbosity verbosity) {
  ::testing::internal::CaptureStderr();
  const auto progress = terminal_progress(verbosity);
  progress->begin("mix", 200);
  progress->advance(100);
  progress->say("a note\x1b[31m");
  progress->expect_more(50);
  progress->advance(150);
  progress->finish("3 chapters");
  return ::testing::internal::GetCapturedStderr();
}

TEST(Progress, InALogIsALineForEachMessageAndEachPieceOfWork) {
  const std::string text = shown(Verbosity::normal);
  EXPECT_THAT(text, MatchesRegex("a note[^\n\x1b]*\nmix: 3 chapters \\([0-9.]+ s\\)\n"));
}

TEST(Progress, QuietShowsNothing) { EXPECT_EQ(shown(Verbosity::quiet), ""); }

}  // namespace
}  // namespace sotto
