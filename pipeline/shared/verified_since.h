#pragma once

/// Until when files of the cache are known to be good: those that changed later are read wholly. They are not synced
/// when they are written, so that after the machine was started anew (it may have lost its power) all of them are.

#include <cstdint>
#include <filesystem>

namespace sotto {

class VerifiedSince {
 public:
  /// Kept in a file "proved" in this folder.
  explicit VerifiedSince(const std::filesystem::path& folder) : path_(folder / "proved") {}

  /// Nanoseconds since 1970; 0: nothing is known.
  std::int64_t until_ns() const;
  /// Throws MachineFailure.
  void is_until(std::int64_t time_ns) const;

  /// Nanoseconds since 1970.
  static std::int64_t now_ns();

 private:
  std::filesystem::path path_;
};

}  // namespace sotto
