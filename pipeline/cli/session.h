#pragma once

/// What every command gets, and what it returns.

#include "production/workspace.h"
#include "shared/diagnostics.h"
#include "shared/progress.h"

namespace sotto::cli {

enum ExitStatus : int {
  kDone = 0,
  kInputWrong = 1,
  kUsage = 2,
  kMachineFailed = 3,
  kFallsShort = 4,
  kInterrupted = 130
};

struct Session {
  production::Workspace workspace;
  Verbosity verbosity = Verbosity::normal;
  const StopFlag& stop;
};

/// Prints the diagnostics on stderr; quiet shows errors only. Whether there was an error.
bool show(const Diagnostics& diagnostics, Verbosity verbosity);

/// The width of the terminal behind a file descriptor; `otherwise` where there is none.
std::size_t terminal_columns(int descriptor, std::size_t otherwise);

}  // namespace sotto::cli
