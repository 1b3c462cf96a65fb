#pragma once

/// `sotto produce`: makes books, or lists what would be made.

#include <optional>
#include <string>
#include <vector>

#include "cli/session.h"

namespace sotto::cli {

struct ProduceCommandOptions {
  std::vector<std::string> books = {};  ///< empty: all
  bool explain = false;                 ///< say why each thing is made
  bool dry_run = false;                 ///< only list what would be made
  bool verify = false;                  ///< read everything in the cache
  std::optional<int> chapter = {};      ///< its number: the only one that is made
};

/// Returns an exit status.
int produce_command(const ProduceCommandOptions& options, const Session& session);

}  // namespace sotto::cli
