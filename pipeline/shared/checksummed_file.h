#pragma once

/// Small text files with their own checksum: the last line holds the checksum of everything before it.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace sotto {

/// What was read from a path.
struct ChecksummedText {
  bool present = false;             ///< there is a file, good or bad
  std::optional<std::string> text;  ///< nothing when there is none, or when it is damaged
  bool damaged() const { return present && !text; }
};

ChecksummedText read_checksummed(const std::filesystem::path& path);

/// Throws MachineFailure. Not synced: a torn file is detected when it is read.
void write_checksummed(const std::filesystem::path& path, std::string_view text);

}  // namespace sotto
