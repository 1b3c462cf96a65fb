#pragma once

/// A program of the user's that speaks, as a child of this process.

#include <sys/types.h>

#include <chrono>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/units.h"

namespace sotto::user_engine {

/// Until when an answer is waited for.
using Deadline = std::chrono::steady_clock::time_point;
Deadline deadline_after(Seconds time);

/// It runs in a process group of its own, ends with this process, and gets its arguments as they are: no shell reads
/// them. What it writes to its standard error is read all the while, and the last lines are kept.
class Program {
 public:
  /// Throws MachineFailure when there is no such program.
  Program(const std::vector<std::string>& arguments, const std::filesystem::path& folder);
  /// Ends it with all that it has started.
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// False when it has ended, or does not read.
  bool write(std::string_view bytes, Deadline deadline);
  /// Closes its standard input.
  void close_input();

  /// The next line of its standard output, without its end; nothing when there is none in time.
  std::optional<std::string> read_line(Deadline deadline);
  /// So many bytes of its standard output; nothing when they are not there in time.
  std::optional<std::string> read_bytes(std::size_t count, Deadline deadline);
  /// The next line of its standard error that begins so, without that.
  std::optional<std::string> read_error_line(std::string_view begin, Deadline deadline);
  /// All that it writes until it ends; nothing when it does not end in time.
  std::optional<std::string> read_all(Deadline deadline);

  /// How it ended, once it has: "ended with status 1", "was killed by signal 9"; empty while it runs.
  std::string end();
  /// The last lines that it wrote to its standard error.
  std::string last_words() const;

 private:
  bool pump(Deadline deadline);

  pid_t process_ = 0;
  int in_ = -1;
  int out_ = -1;
  int error_ = -1;
  std::string to_write_;
  std::string output_;
  std::string error_line_;              ///< the begin of one
  std::deque<std::string> errors_;      ///< the last ones
  std::deque<std::string> new_errors_;  ///< that nobody has looked at
  std::string ended_;
};

}  // namespace sotto::user_engine
