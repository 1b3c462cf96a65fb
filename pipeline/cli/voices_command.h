#pragma once

/// `sotto voices`: lists, checks and explains voice profiles.

#include <filesystem>
#include <string>
#include <vector>

#include "cli/session.h"

namespace sotto::cli {

struct VoicesOptions {
  std::vector<std::string> names = {};  ///< those to explain fully; empty: a list of all
  std::string book = {};                ///< whose own voices there are, too; empty: of none
};

/// Returns an exit status.
int voices_command(const VoicesOptions& options, const Session& session);

}  // namespace sotto::cli
