#pragma once

/// Files appear only when whole: they are written under a temporary name in the same folder, then renamed.
///
/// A killed process so leaves at worst a temporary file, which `remove_leftovers` finds by its name. A power cut can do
/// more: the new name may reach the disk before the bytes. So the bytes are synced before the rename, except for files
/// that prove themselves by a checksum when they are read (`Durability::proved`): thousands of takes would wait for the
/// disk one by one. After a power cut a file is then as it was before, or missing, or whole; never torn. The rename
/// itself is not waited for: what is missing is made again.

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <functional>
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

/// The `FileHash` of a file, read in blocks, so that one of any size takes little memory. Throws MachineFailure.
std::string hash_file(const std::filesystem::path& path);

/// Makes the folder and its parents. Throws MachineFailure.
void make_folder(const std::filesystem::path& path);

/// What a power cut may do to a file.
enum class Durability {
  synced,  ///< nothing: its bytes are on the disk before its name is
  proved,  ///< anything: whoever reads it checks it
};

/// Puts `bytes` under `path`, whole or not at all. Throws MachineFailure.
void write_file(const std::filesystem::path& path, std::string_view bytes, Durability durability = Durability::synced);

/// The same for bytes that lie in several places, one piece after the other.
void write_file(const std::filesystem::path& path, std::span<const std::string_view> pieces,
                Durability durability = Durability::synced);

/// As `write_file`, but leaves a file alone that already holds just these bytes. Returns whether it wrote.
bool update_file(const std::filesystem::path& path, std::string_view bytes);

/// Gets a text piece by piece.
using Pieces = std::function<void(std::string_view)>;

/// The same for bytes that are never in memory together: `write` is called once, with where to put them.
bool update_file(const std::filesystem::path& path, const std::function<void(const Pieces&)>& write);

/// A file in the making: `path()` is the temporary name to write to; `keep()` gives it its final name.
/// Without `keep()` the temporary file is removed. `keep()` syncs it first.
class PendingFile {
 public:
  explicit PendingFile(std::filesystem::path final_path);
  ~PendingFile();
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;

  const std::filesystem::path& path() const { return temporary_; }
  /// Throws MachineFailure.
  void keep();
  /// The same for a file whose bytes are on the disk already, or need not be.
  void rename();

 private:
  std::filesystem::path final_;
  std::filesystem::path temporary_;
  bool kept_ = false;
};

/// Whether a process is at work. One that has ended but that nobody has asked after yet still has its number: it is
/// not.
bool is_running(pid_t process);

/// Whose temporary files are left over.
enum class Leftovers {
  of_ended_processes,  ///< others may be at work in the folder
  of_anyone,           ///< nobody else is
};

/// Removes the temporary files (and folders) that killed processes left in `folder` and below. Returns how many there
/// were. What cannot be looked at or removed is left.
std::size_t remove_leftovers(const std::filesystem::path& folder, Leftovers whose);

}  // namespace sotto
