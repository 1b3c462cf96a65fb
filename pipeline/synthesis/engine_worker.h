#pragma once

/// The worker's side: a process that makes takes.

#include <optional>
#include <string>

#include "shared/units.h"
#include "synthesis/engines.h"

namespace sotto::synthesis {

/// The hidden first argument that makes this program a worker.
inline constexpr const char* kEngineWorkerArgument = "--engine-worker";

/// Where a worker finds its end of the socket.
inline constexpr int kWorkerSocket = 3;

/// `main` calls this before anything else. Where the program was started to be a worker, it is one for its whole life,
/// and the exit status is returned; otherwise nothing.
std::optional<int> engine_worker_main(int argc, const char* const* argv);

/// The whole life of a worker with those of these engines that its setup names. Returns the exit status.
int run_worker(const Engines& engines);

/// How long a sentence of so many characters may take before it counts as hung.
Seconds time_limit(Seconds base, std::size_t characters);

}  // namespace sotto::synthesis
