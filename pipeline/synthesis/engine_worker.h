#pragma once

/// The worker's side: a process that makes takes.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "shared/units.h"
#include "synthesis/engine.h"

namespace sotto::synthesis {

/// The hidden first argument that makes this program a worker.
inline constexpr const char* kEngineWorkerArgument = "--engine-worker";

/// Where a worker finds its end of the socket.
inline constexpr int kWorkerSocket = 3;

/// `main` calls this before anything else. Where the program was started to be a worker, it is one for its whole life,
/// and the exit status is returned; otherwise nothing.
std::optional<int> engine_worker_main(int argc, const char* const* argv);

/// The whole life of a worker with an engine of the caller's, made from the data folder of the setup. Returns the exit
/// status.
int run_worker(const std::function<std::unique_ptr<SpeechEngine>(const std::string& data)>& make_engine);

/// How long a sentence of so many characters may take before it counts as hung.
Seconds time_limit(Seconds base, std::size_t characters);

}  // namespace sotto::synthesis
