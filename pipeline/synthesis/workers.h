#pragma once

/// The main process's side of the workers: starts them, gives them sentences, and replaces those that die.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "shared/progress.h"
#include "synthesis/messages.h"
#include "synthesis/take.h"

namespace sotto {

struct WorkersSettings {
  int count = 1;
  /// The program and its first argument; it must go on with `run_worker`.
  std::vector<std::string> command;
  WorkerSetup setup;
};

/// What became of one sentence.
struct TakeOutcome {
  std::optional<TakeInfo> info;  ///< of the take, which is in the store
  std::string reason;            ///< why there is none
};

/// Makes the takes of all requests, in whatever order they come out, and calls `done` with the index of each as it
/// ends. A sentence whose worker dies is given to another one, once. When this returns or throws, no worker is left.
/// Throws MachineFailure when an engine cannot be started or a take not be saved, Interrupted within a tenth of a
/// second or so after `stop` is set.
void make_takes(const std::vector<TakeRequest>& requests, const WorkersSettings& settings, const StopFlag& stop,
                const std::function<void(std::size_t index, const TakeOutcome& outcome)>& done);

}  // namespace sotto
