#include "synthesis/engine/child_process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "shared/failure.h"

namespace sotto::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Seconds kLong{60};

TEST(RunInChild, HandsBackAnswersAndWhatWasSaid) {
  int untouched = 1;
  const ChildOutcome outcome = run_in_child(
      [&](const Answers& answer) {
        untouched = 2;
        answer("one");
        std::fputs("a word of warning\n", stderr);
        answer("");
        answer(std::string(100'000, 'x'));
      },
      kLong);
  EXPECT_THAT(outcome.answers, ElementsAre("one", "", std::string(100'000, 'x')));
  EXPECT_EQ(outcome.said, "a word of warning\n");
  EXPECT_EQ(outcome.trouble, "");
  EXPECT_EQ(untouched, 1);
}

TEST(RunInChild, TellsHowItEndedBeforeItsTime) {
  const auto after_one = [](const std::function<void()>& end) {
    return run_in_child(
        [&](const Answers& answer) {
          answer("one");
          end();
        },
        kLong);
  };
  const ChildOutcome killed = after_one([] { ::raise(SIGKILL); });
  EXPECT_THAT(killed.answers, ElementsAre("one"));
  EXPECT_EQ(killed.trouble, "crashed (signal 9)");
  EXPECT_EQ(after_one([] { ::_exit(7); }).trouble, "gave up (status 7)");
  EXPECT_THAT(after_one([] { throw std::exception(); }).trouble, HasSubstr("crashed"));
}

TEST(RunInChild, KillsWhatIsSilentForTooLong) {
  const ChildOutcome outcome = run_in_child(
      [](const Answers& answer) {
        answer("one");
        for (;;) ::pause();
      },
      Seconds{0.2});
  EXPECT_THAT(outcome.answers, ElementsAre("one"));
  EXPECT_THAT(outcome.trouble, HasSubstr("hung"));
}

TEST(RunInChild, ChattersWithoutEndInVain) {
  const ChildOutcome outcome = run_in_child(
      [](const Answers&) {
        for (;;) std::fputs("and so on ", stderr);
      },
      Seconds{0.2});
  EXPECT_THAT(outcome.trouble, HasSubstr("hung"));
  EXPECT_THAT(outcome.answers, IsEmpty());
  EXPECT_THAT(outcome.said, SizeIs(65536));
}

TEST(RunInChild, PassesOnTheMachinesFailure) {
  try {
    run_in_child([](const Answers&) { throw MachineFailure("no data"); }, kLong);
    FAIL();
  } catch (const MachineFailure& failure) {
    EXPECT_STREQ(failure.what(), "no data");
  }
}

}  // namespace
}  // namespace sotto::engine
