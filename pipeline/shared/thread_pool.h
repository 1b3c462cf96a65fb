#pragma once

/// A fixed number of threads that run jobs in the order in which they are submitted.

#include <functional>
#include <memory>

namespace sotto {

class ThreadPool {
 public:
  /// With fewer than 2 threads, submit() runs the job in the caller. The system shows the threads under `name` (up to
  /// 15 characters).
  ThreadPool(int threads, const char* name);
  /// Waits for the jobs that have begun; the others are dropped.
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  /// Blocks while every thread has one job running and one queued. Rethrows what an earlier job threw; after that no
  /// further job is started.
  void submit(std::function<void()> job);
  /// Waits until all jobs are done. Rethrows what one of them threw.
  void finish();

 private:
  class Threads;
  std::unique_ptr<Threads> threads_;
};

}  // namespace sotto
