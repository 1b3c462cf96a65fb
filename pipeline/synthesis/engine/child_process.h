#pragma once

/// Work in a child of this process: it may crash, hang or spoil its memory, and this process goes on.

#include <sys/types.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/units.h"

namespace sotto::engine {

/// Throws MachineFailure when the system starts no more processes.
pid_t fork_or_fail();

/// In a child: has it killed when `parent` ends. False when that is gone already.
bool die_with_parent(pid_t parent);

/// In a child that runs an engine: Ctrl-C is the main process's to handle; a broken pipe is seen where it is written
/// to; and an engine that crashes leaves no core file.
void quieten_signals();

/// What a child left behind.
struct ChildOutcome {
  std::vector<std::string> answers;  ///< in order, as far as it came
  std::string said;                  ///< what was written to its standard error
  std::string trouble;  ///< "crashed (signal 11)", "hung (no answer within 10 s)"; empty: it came to its end
};

/// Takes an answer; it may not hold a zero byte.
using Answers = std::function<void(std::string_view)>;

/// Runs `work` in a child and waits for it. The child has this process's memory as it is now, and one thread: `work`
/// may not use what other threads may hold locked. A child that gives no answer for `limit` is killed. Throws
/// MachineFailure when there can be no child, and when `work` throws one.
ChildOutcome run_in_child(const std::function<void(const Answers&)>& work, Seconds limit);

}  // namespace sotto::engine
