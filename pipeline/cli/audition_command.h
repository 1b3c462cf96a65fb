#pragma once

/// `sotto audition`: one line in one voice, to tune a profile.

#include <filesystem>
#include <string>

#include "cli/session.h"

namespace sotto::cli {

struct AuditionOptions {
  std::string voice = {};           ///< "all": every voice in turn
  std::string text = {};            ///< empty: a sentence of ours
  std::string book = {};            ///< whose own voices there are, too, and whose language they speak; empty: of none
  std::string how = {};             ///< "all": plain, then every delivery
  bool rain = false;                ///< over the rain, as in a book
  std::filesystem::path file = {};  ///< empty: `<out>/audition/<voice>[-how][-rain].wav`
};

/// Returns an exit status.
int audition_command(const AuditionOptions& options, const Session& session);

}  // namespace sotto::cli
