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

/// Where the voices are, a book's own among them where one is named.
std::vector<std::filesystem::path> voice_folders(const std::string& book, const production::Workspace& place,
                                                 Diagnostics& diagnostics);

/// Returns an exit status.
int voices_command(const VoicesOptions& options, const Session& session);

}  // namespace sotto::cli
