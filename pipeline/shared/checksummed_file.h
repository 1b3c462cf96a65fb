#pragma once

/// Small text files that prove themselves: a last line holds the checksum of what stands before it.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace sotto {

/// What is under a name.
struct ChecksummedText {
  bool present = false;             ///< there is a file, good or bad
  std::optional<std::string> text;  ///< nothing when there is none, or when it is damaged
  bool damaged() const { return present && !text; }
};

ChecksummedText read_checksummed(const std::filesystem::path& path);

/// Throws MachineFailure. Not synced: a torn file is noticed by whoever reads it.
void write_checksummed(const std::filesystem::path& path, std::string_view text);

}  // namespace sotto
