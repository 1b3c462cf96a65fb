#pragma once

/// Files appear only when whole: they are written under a temporary name in the same folder, then renamed.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "shared/hash.h"

namespace sotto {

/// Throws the MachineFailure for an error of the system (`errno`): "cannot write x.wav: No space left on device; free
/// some space, ...". `what` is what was being done: "write".
[[noreturn]] void fail_with(const char* what, const std::filesystem::path& path, int error);

/// The bytes of a file. Throws MachineFailure, with the system's reason, when it cannot be read.
std::string read_file(const std::filesystem::path& path);

/// The bytes of a file, or nothing when there is none (or it cannot be read).
std::optional<std::string> try_read_file(const std::filesystem::path& path);

/// Adds a file's bytes to a hash, in blocks, so that a file of any size takes little memory. Throws MachineFailure.
void hash_file(const std::filesystem::path& path, ContentHash& hash);

/// Makes the folder and its parents. Throws MachineFailure.
void make_folder(const std::filesystem::path& path);

/// Puts `bytes` under `path`, whole or not at all. Throws MachineFailure.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// The same for bytes that lie in several places, one piece after the other.
void write_file(const std::filesystem::path& path, std::span<const std::string_view> pieces);

/// As `write_file`, but leaves a file alone that already holds just these bytes. Returns whether it wrote.
bool update_file(const std::filesystem::path& path, std::string_view bytes);

/// A file in the making: `path()` is the temporary name to write to; `keep()` gives it its final name.
/// Without `keep()` the temporary file is removed.
class PendingFile {
 public:
  explicit PendingFile(std::filesystem::path final_path);
  ~PendingFile();
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;

  const std::filesystem::path& path() const { return temporary_; }
  /// Throws MachineFailure.
  void keep();

 private:
  std::filesystem::path final_;
  std::filesystem::path temporary_;
  bool kept_ = false;
};

}  // namespace sotto
