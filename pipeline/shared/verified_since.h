#pragma once

/// The time up to which the files of the cache are known to be good; files changed later are verified by reading them
/// whole. Cache files are not synced when written, so after a reboot (perhaps a power cut) all of them are verified.

#include <cstdint>
#include <filesystem>

namespace sotto {

class VerifiedSince {
 public:
  /// Kept in a file "proved" in this folder.
  explicit VerifiedSince(const std::filesystem::path& folder) : path_(folder / "proved") {}

  /// Nanoseconds since 1970; 0: nothing is verified.
  std::int64_t until_ns() const;
  /// Throws MachineFailure.
  void is_until(std::int64_t time_ns) const;

  /// Nanoseconds since 1970.
  static std::int64_t now_ns();

 private:
  std::filesystem::path path_;
};

}  // namespace sotto
