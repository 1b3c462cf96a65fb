#pragma once

/// What the shells need to complete command lines, from the command line's own reference.

#include <string>

#include "cli/command_reference.h"

namespace sotto::cli {

/// The script for "bash", "zsh" or "fish". Commands, options and their choices are completed; every other word as a
/// file.
std::string completion(const CommandReference& program, const std::string& shell);

}  // namespace sotto::cli
