#include "shared/thread_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <semaphore>
#include <stdexcept>
#include <thread>
#include <vector>

namespace sotto {
namespace {

TEST(Crew, DoesEveryJobOnce) {
  for (const int threads : {0, 1, 2, 5}) {
    std::vector<std::atomic<int>> done(100);
    ThreadPool crew(threads, "test");
    for (auto& job : done) crew.submit([&job] { ++job; });
    crew.finish();
    for (const auto& job : done) EXPECT_EQ(job, 1) << threads;
  }
}

TEST(Crew, OfOneWorksForWhoeverGives) {
  ThreadPool crew(1, "test");
  std::thread::id worker;
  crew.submit([&] { worker = std::this_thread::get_id(); });
  EXPECT_EQ(worker, std::this_thread::get_id());
}

TEST(Crew, WorksAtTheSameTime) {
  ThreadPool crew(2, "test");
  std::binary_semaphore first{0};
  std::binary_semaphore second{0};
  // Each waits for the other: one after the other, they would wait for ever.
  crew.submit([&] { first.release(), second.acquire(); });
  crew.submit([&] { second.release(), first.acquire(); });
  crew.finish();
}

TEST(Crew, HoldsAFewJobsOnly) {
  std::counting_semaphore<> go{0};
  std::atomic<int> given{0};
  ThreadPool crew(2, "test");
  std::jthread giver([&] {
    for (int i = 0; i < 20; ++i) {
      crew.submit([&] { go.acquire(); });
      ++given;
    }
  });
  for (int let = 0; let <= 20; ++let) {
    // Two at work, two that wait for them, and those that were let go.
    while (given < std::min(20, let + 4)) std::this_thread::yield();
    EXPECT_LE(given, let + 4);
    go.release();
  }
}

TEST(Crew, ThrowsWhatAJobThrew) {
  ThreadPool crew(2, "test");
  crew.submit([] { throw std::runtime_error("torn"); });
  EXPECT_THROW(crew.finish(), std::runtime_error);
  bool done = false;
  EXPECT_THROW(crew.submit([&] { done = true; }), std::runtime_error);
  EXPECT_THROW(crew.finish(), std::runtime_error);
  EXPECT_FALSE(done);
}

TEST(Crew, ForgetsWhatHasNotBegunWhenItEnds) {
  std::counting_semaphore<> begun{0};
  std::counting_semaphore<> forgotten{0};
  std::counting_semaphore<> go{0};
  std::atomic<int> done{0};
  auto crew = std::make_unique<ThreadPool>(2, "test");
  for (int i = 0; i < 4; ++i) {
    const std::shared_ptr<void> held(nullptr, [&forgotten](void*) { forgotten.release(); });
    crew->submit([&, held] {
      begun.release();
      go.acquire();
      ++done;
    });
  }
  begun.acquire();
  begun.acquire();
  std::jthread ender([&] { crew.reset(); });
  forgotten.acquire();
  forgotten.acquire();
  go.release(2);
  ender.join();
  EXPECT_EQ(done, 2);
}

}  // namespace
}  // namespace sotto
