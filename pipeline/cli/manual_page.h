#pragma once

/// The manual page sotto(1), from the command line's own reference.

#include <string>

#include "cli/command_reference.h"

namespace sotto::cli {

/// Returns roff source for man(1).
std::string manual_page(const CommandReference& program, const std::string& version);

}  // namespace sotto::cli
