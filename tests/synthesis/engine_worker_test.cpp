// A worker without the main process's side of it: told over a socket what to make, it answers over the same.

#include "synthesis/engine_worker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>

#include "support/temp_folder.h"
#include "synthesis/messages.h"
#include "synthesis/tone_engine.h"

namespace sotto::synthesis {
namespace {

using ::testing::HasSubstr;

/// A worker in a child process.
class EngineWorker : public ::testing::Test {
 protected:
  EngineWorker() {
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()), 0);
    const pid_t parent = ::getpid();
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(ends_[1], kWorkerSocket);
      if (ends_[0] != kWorkerSocket) ::close(ends_[0]);
      ::_exit(::getppid() == parent ? run_worker(engines_with_tone()) : EXIT_FAILURE);
    }
    ::close(ends_[1]);
    setup.parent = parent;
    setup.cache_folder = folder.path().string();
    setup.engines = {{"tone", "in tune"}};
    setup.time_limit_base = Seconds{10};
  }
  ~EngineWorker() override {
    if (process_ > 0) finish();
  }

  /// The exit status of the worker, once nothing more is asked.
  int finish() {
    ::close(ends_[0]);
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  void tell() { send_message(ends_[0], encode(setup)); }
  WorkerAnswer begin() {
    tell();
    return answer();
  }
  WorkerAnswer answer() {
    const auto message = receive_message(ends_[0]);
    EXPECT_TRUE(message.has_value()) << "the worker is gone";
    return message ? decode_answer(*message) : WorkerAnswer{};
  }
  WorkerAnswer ask(std::uint64_t number, const cast::EngineSettings& voice) {
    const TakeRequest request{voice, "one two", {{0, 3}, {4, 7}}, 0, std::string(31, '0') + std::to_string(number)};
    send_message(ends_[0], encode(WorkerTask{number, request}));
    return answer();
  }

  testing::TempFolder folder;
  WorkerSetup setup;

 private:
  std::array<int, 2> ends_{};
  pid_t process_ = 0;
};

TEST_F(EngineWorker, MakesTakesOfSeveralVoicesAndEndsWithItsSocket) {
  EXPECT_EQ(begin().kind, AnswerKind::ready);
  cast::EngineSettings voice = tone_engine()->schema().standard_settings();
  for (std::uint64_t number = 1; number <= 4; ++number) {
    voice.set("note", number % 2 == 0 ? 300.0 : 200.0);
    const WorkerAnswer made = ask(number, voice);
    EXPECT_EQ(made.kind, AnswerKind::made) << made.message;
    EXPECT_EQ(made.number, number);
    EXPECT_EQ(made.info.rate, kToneRate);
    ASSERT_EQ(made.info.words.size(), 2U);
    EXPECT_EQ(TakeStore(folder.path()).load_info(std::string(31, '0') + std::to_string(number)), made.info);
  }
  EXPECT_EQ(finish(), EXIT_SUCCESS);
}

TEST_F(EngineWorker, TellsWhatIsWrongWithAVoice) {
  setup.engines = {{"tone", "out of tune"}};
  EXPECT_EQ(begin().kind, AnswerKind::ready);
  const WorkerAnswer refused = ask(1, tone_engine()->schema().standard_settings());
  EXPECT_EQ(refused.kind, AnswerKind::not_made);
  EXPECT_EQ(refused.message, "the tone engine was not set up");
  EXPECT_EQ(finish(), EXIT_SUCCESS);
}

TEST_F(EngineWorker, GivesUpWithoutItsEngine) {
  setup.engines = {{"organ", ""}};
  const WorkerAnswer told = begin();
  EXPECT_EQ(told.kind, AnswerKind::machine_failure);
  EXPECT_THAT(told.message, HasSubstr("no speech engine 'organ'"));
  EXPECT_EQ(finish(), EXIT_FAILURE);
}

TEST_F(EngineWorker, EndsWhenItIsToldNothing) { EXPECT_EQ(finish(), EXIT_FAILURE); }

TEST_F(EngineWorker, DoesNotServeWhomItIsNotAChildOf) {
  setup.parent = 1;
  tell();
  EXPECT_EQ(finish(), EXIT_FAILURE);
}

TEST(EngineWorkerMain, IsForThoseWhoAreStartedAsOne) {
  const std::array<const char*, 2> other = {"sotto", "produce"};
  EXPECT_EQ(engine_worker_main(2, other.data()), std::nullopt);
  EXPECT_EQ(engine_worker_main(1, other.data()), std::nullopt);
}

}  // namespace
}  // namespace sotto::synthesis
