#pragma once

/// `sotto watch`: makes a book, and again what each save changes.

#include <optional>
#include <string>

#include "cli/session.h"

namespace sotto::cli {

struct WatchOptions {
  std::string book = {};
  bool play = false;
  std::optional<int> chapter = {};  ///< its number: the only one that is made
};

/// Until it is interrupted. Returns an exit status.
int watch_command(const WatchOptions& options, const Session& session);

}  // namespace sotto::cli
