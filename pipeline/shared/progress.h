#pragma once

/// Progress of long work. Stages report to a `Progress`; the caller chooses whether that is a bar on a terminal, plain
/// lines in a log, or nothing.

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace sotto {

/// Calls may come from any thread.
class Progress {
 public:
  virtual ~Progress() = default;

  /// A piece of work begins: its name ("perform", "mix"), and how much there is in units of equal cost.
  virtual void begin(std::string_view task, std::int64_t total) = 0;
  /// So many more units are done.
  virtual void advance(std::int64_t units) = 0;
  /// There are so many units more to do than expected, or (negative) fewer.
  virtual void expect_more(std::int64_t /*units*/) {}
  /// The piece of work is done; `summary` says the result ("212 takes, 40 new").
  virtual void finish(std::string_view summary) = 0;
  /// How much will be made in total; may be called again.
  virtual void will_make(std::int64_t /*chapters*/, std::int64_t /*lines*/) {}
  /// Chapters are done, with so many lines.
  virtual void done(std::int64_t /*chapters*/, std::int64_t /*lines*/) {}
  /// A line for the user that stays on the screen.
  virtual void say(std::string_view message) = 0;
};

enum class Verbosity { quiet, normal, verbose };

/// Says nothing.
std::unique_ptr<Progress> silent_progress();

/// A bar with rate and ETA where stderr is a terminal, plain lines otherwise, errors only when quiet.
std::unique_ptr<Progress> terminal_progress(Verbosity verbosity);

/// Set by the signal handler, checked in every long loop.
class StopFlag {
 public:
  void set() { stop_.store(true, std::memory_order_relaxed); }
  bool is_set() const { return stop_.load(std::memory_order_relaxed); }
  /// Throws Interrupted when set.
  void check() const;

 private:
  std::atomic<bool> stop_{false};
};

/// "3.2 s", "4 min 10 s", "1 h 5 min".
std::string spoken_duration(double seconds);

}  // namespace sotto
