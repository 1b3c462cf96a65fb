#pragma once

/// `sotto annotate`: writes or updates a reading script, prints spans as JSON, or every line as it will be said.

#include <filesystem>
#include <string>

#include "cli/session.h"

namespace sotto::cli {

struct AnnotateOptions {
  std::string book = {};
  std::filesystem::path cast = {};  ///< empty: none given
  bool json = false;
  bool spoken = false;  ///< prints every line as it will be said
  int review = 10;      ///< how many unsure lines are listed
};

/// Returns an exit status.
int annotate_command(const AnnotateOptions& options, const Session& session);

}  // namespace sotto::cli
