#include "synthesis/messages.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>

namespace sotto::synthesis {
namespace {

WorkerTask example_task() {
  WorkerTask task;
  task.number = 77;
  task.request = {{"organ", {{"stop", "flute"}, {"rate", 150}, {"note", 440.5}}},
                  "Rain, [[r'eIn]].",
                  {{0, 4}, {6, 15}},
                  1234,
                  "abc"};
  return task;
}

TEST(Messages, ComeBackAsTheyWere) {
  const WorkerSetup setup{4711, "/cache", {{"organ", "/data"}, {"harp", ""}}, Seconds{2.5}};
  EXPECT_EQ(decode_setup(encode(setup)), setup);

  const WorkerTask task = example_task();
  const WorkerTask same = decode_task(encode(task));
  EXPECT_EQ(same.number, task.number);
  EXPECT_EQ(same.request.voice, task.request.voice);
  EXPECT_EQ(same.request.text, task.request.text);
  EXPECT_EQ(same.request.words, task.request.words);
  EXPECT_EQ(same.request.place, task.request.place);
  EXPECT_EQ(same.request.id, task.request.id);

  for (const WorkerAnswer& answer :
       {WorkerAnswer{}, WorkerAnswer{AnswerKind::made, 9, {{16000}, 500, {{0, 1, 2}, {1, 3, 4}}}, {}},
        WorkerAnswer{AnswerKind::not_made, 10, {}, "it hung"}}) {
    EXPECT_EQ(decode_answer(encode(answer)), answer);
  }
}

TEST(Messages, AreTakenWholeHoweverTheyArrive) {
  const std::string bytes = framed("one") + framed("") + framed(std::string(1000, 'x'));
  std::string arrived;
  std::vector<std::string> taken;
  for (const char byte : bytes) {
    arrived += byte;
    while (auto message = take_message(arrived)) taken.push_back(*message);
  }
  EXPECT_EQ(taken, (std::vector<std::string>{"one", "", std::string(1000, 'x')}));
  EXPECT_TRUE(arrived.empty());
}

TEST(Messages, PassASocketAndSeeItsEnd) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
  const std::string large(3'000'000, 'y');
  std::thread sender([&] {
    EXPECT_TRUE(send_message(ends[0], large));
    EXPECT_TRUE(send_message(ends[0], "end"));
    ::shutdown(ends[0], SHUT_WR);
  });
  EXPECT_EQ(receive_message(ends[1]), large);
  EXPECT_EQ(receive_message(ends[1]), "end");
  EXPECT_EQ(receive_message(ends[1]), std::nullopt);
  sender.join();
  ::close(ends[1]);
  EXPECT_FALSE(send_message(ends[0], "to nobody"));
  ::close(ends[0]);
}

}  // namespace
}  // namespace sotto::synthesis
