#pragma once

/// `sotto voices`: lists, checks and explains voice profiles.

#include <string>
#include <vector>

#include "cli/session.h"

namespace sotto::cli {

/// `names`: those to explain fully. Returns an exit status.
int voices_command(const std::vector<std::string>& names, const Session& session);

}  // namespace sotto::cli
