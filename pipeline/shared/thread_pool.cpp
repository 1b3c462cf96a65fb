#include "shared/thread_pool.h"

#include <pthread.h>

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace sotto {

class ThreadPool::Threads {
 public:
  Threads(std::size_t count, const char* name) {
    threads_.reserve(count);
    try {
      for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this, name] { work(name); });
    } catch (...) {
      // The machine has no more: fewer do it, too. Those that wait must not be left to be joined.
      if (threads_.empty()) throw;
    }
  }
  ~Threads() {
    {
      const std::scoped_lock lock(mutex_);
      waiting_.clear();
      over_ = true;
    }
    changed_.notify_all();
  }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  void give(std::function<void()> job) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || waiting_.size() < threads_.size(); });
    if (failure_) std::rethrow_exception(failure_);
    waiting_.push_back(std::move(job));
    changed_.notify_all();
  }

  void finish() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return busy_ == 0 && (failure_ || waiting_.empty()); });
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void work(const char* name) {
    ::pthread_setname_np(::pthread_self(), name);
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return over_ || (!failure_ && !waiting_.empty()); });
      if (over_) return;
      ++busy_;
      std::function<void()> job = std::move(waiting_.front());
      waiting_.pop_front();
      changed_.notify_all();
      lock.unlock();
      std::exception_ptr failure;
      try {
        job();
      } catch (...) {
        failure = std::current_exception();
      }
      job = nullptr;  // what it holds goes with it
      lock.lock();
      if (failure && !failure_) failure_ = failure;
      --busy_;
      changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::size_t busy_ = 0;
  std::exception_ptr failure_;  ///< the first
  bool over_ = false;
  std::vector<std::jthread> threads_;  ///< last: they are joined before the rest is gone
};

ThreadPool::ThreadPool(int threads, const char* name)
    : threads_(threads < 2 ? nullptr : new Threads(static_cast<std::size_t>(threads), name)) {}

ThreadPool::~ThreadPool() = default;

void ThreadPool::submit(std::function<void()> job) {
  if (threads_) {
    threads_->give(std::move(job));
  } else {
    job();
  }
}

void ThreadPool::finish() {
  if (threads_) threads_->finish();
}

}  // namespace sotto
