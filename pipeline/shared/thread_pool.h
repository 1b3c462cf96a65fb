#pragma once

/// Threads that do jobs in the order in which they are given.

#include <functional>
#include <memory>

namespace sotto {

class ThreadPool {
 public:
  /// Of fewer than two, there are no threads: whoever gives a job does it. The system shows the threads under the name
  /// (of up to 15 characters) of what they do.
  ThreadPool(int threads, const char* name);
  /// Jobs that have begun are waited for, the others forgotten.
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  /// Waits while each thread has a job and another one that waits for it. Throws what an earlier job threw; from then
  /// on no job is begun.
  void submit(std::function<void()> job);
  /// Waits until all jobs are done. Throws what one of them threw.
  void finish();

 private:
  class Threads;
  std::unique_ptr<Threads> threads_;
};

}  // namespace sotto
