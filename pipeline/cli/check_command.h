#pragma once

/// `sotto check`: the listening checks on what is in the out folder.

#include <filesystem>
#include <string>
#include <vector>

#include "cli/session.h"

namespace sotto::cli {

struct CheckOptions {
  std::vector<std::string> books = {};
  std::filesystem::path limits = {};  ///< empty: `limits.yaml` beside the book, or the built-in ones
  bool bless = false;                 ///< what is measured is what the next check compares with
};

/// Returns an exit status.
int check_command(const CheckOptions& options, const Session& session);

}  // namespace sotto::cli
