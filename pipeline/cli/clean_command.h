#pragma once

/// `sotto clean`: trims the cache.

#include <cstdint>
#include <optional>

#include "cli/session.h"

namespace sotto::cli {

struct CleanOptions {
  int older_than_days = 30;
  std::optional<std::uint64_t> max_bytes = {};  ///< absent: any size
  bool dry_run = false;
};

/// Returns an exit status.
int clean_command(const CleanOptions& options, const Session& session);

}  // namespace sotto::cli
