#pragma once

/// What Debian's package manager knows of installed files.

#include <filesystem>
#include <string>
#include <vector>

namespace sotto {

struct AlteredFiles {
  std::vector<std::string> packages;  ///< those that the folder belongs to, each with its architecture: "name:amd64"
  std::vector<std::filesystem::path> files;  ///< in it, missing or of other bytes than were installed
};

/// Compares the files of a folder with the checksums of the packages that brought it. Nothing is found where there is
/// no dpkg, or no package has the folder. Throws MachineFailure when no temporary file can be made.
AlteredFiles altered_package_files(const std::filesystem::path& folder);

}  // namespace sotto
