#pragma once

/// `sotto cast`: who speaks in a book, and what is known of them; `--write` puts them into the book's settings.

#include <string>

#include "cli/session.h"

namespace sotto::cli {

struct CastOptions {
  std::string book = {};
  bool json = false;
  bool write = false;  ///< add those whom the settings do not have
};

/// Returns an exit status.
int cast_command(const CastOptions& options, const Session& session);

}  // namespace sotto::cli
