#pragma once

/// The command line: its words become options, and the command that it names is run.

#include "cli/command_reference.h"
#include "shared/progress.h"

namespace sotto::cli {

/// Runs the command that the words name; returns the exit status. Wrong words are reported with the nearest right
/// one.
int run_command_line(int argc, char** argv, const StopFlag& stop);

/// All commands and options, as `sotto --help` has them.
CommandReference command_reference();

}  // namespace sotto::cli
