#pragma once

/// Changes of a person's files, wherever they lie: of those of one folder together, and none over a save that was not
/// read.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "studio/history.h"

namespace sotto::studio {

struct NewText {
  std::filesystem::path path;
  std::optional<std::string> before;  ///< nothing where there is no file
  std::string after;                  ///< empty: the file goes
};

/// False where a file is not as it was read; then those of its folder are as they were, and so are those of folders
/// that had been changed. Throws MachineFailure.
bool write_texts(const std::vector<NewText>& texts);

/// What the new texts did to the files.
std::vector<FilePatch> patches_of(const std::vector<NewText>& texts);

/// The texts that making the patches of a change gives, or (`back`) taking them back; nothing where somebody has
/// changed the same lines since.
std::optional<std::vector<NewText>> patched_texts(const Change& change, bool back);

}  // namespace sotto::studio
