#pragma once

/// Names of processes in temporary files (shared/writer.h), for tests of what they leave.

#include <string>

#include "shared/writer.h"

namespace sotto::testing {

/// A process of this machine that runs no longer.
inline std::string ended_writer() { return machine_name() + "-00000000-999999999-0"; }
/// A process of another machine.
inline std::string writer_elsewhere() { return "feedc0de-00000000-1-0"; }

}  // namespace sotto::testing
