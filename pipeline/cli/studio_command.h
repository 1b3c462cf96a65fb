#pragma once

/// sotto studio: a book in the browser.

#include <string>

#include "cli/session.h"

namespace sotto::cli {

struct StudioOptions {
  std::string book;      ///< empty: the only one of story/
  int port = 0;          ///< 0: one that is free
  bool no_open = false;  ///< the address is only printed
};

/// Serves until it is stopped. Returns the exit status.
int studio_command(const StudioOptions& options, const Session& session);

}  // namespace sotto::cli
