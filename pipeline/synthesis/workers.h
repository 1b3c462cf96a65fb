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

namespace sotto::synthesis {

struct WorkersSettings {
  int count = 1;
  /// The program and its first argument; it must go on with `run_worker`.
  std::vector<std::string> command;
  WorkerSetup setup;
  /// What a worker may need beyond twice its own limit for the engine, to set a voice and to write a file. One that is
  /// silent for longer is stuck, and replaced.
  Seconds patience{20};
};

/// What became of one sentence.
struct TakeOutcome {
  std::optional<TakeInfo> info;  ///< of the take, which is in the store
  std::string reason;            ///< why there is none
};

/// The next sentence to make, or nothing while there is none.
using NextRequest = std::function<std::optional<TakeRequest>()>;
/// Receives the outcome of a sentence.
using RequestDone = std::function<void(const TakeRequest& request, const TakeOutcome& outcome)>;

/// Makes takes, in whatever order they come out, until there is nothing more to ask for when all that was asked for is
/// done. Both functions are called by the caller's thread, between two sentences; a worker is started when there is
/// something for it. A sentence whose worker dies is given to another one, once. When this returns or throws, no worker
/// is left. Throws MachineFailure when an engine cannot be started or a take not be saved, Interrupted within a tenth
/// of a second or so after `stop` is set.
void make_takes(const NextRequest& next, const WorkersSettings& settings, const StopFlag& stop,
                const RequestDone& done);

}  // namespace sotto::synthesis
