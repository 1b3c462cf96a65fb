#pragma once

/// Files appear only when whole: they are written under a temporary name in the same folder, then renamed.
///
/// So a killed process leaves at worst a temporary file, which `remove_leftovers` finds by its name. After a power cut
/// the new name may be on the disk without the bytes: so the bytes are synced before the rename, except for files whose
/// checksum is verified when they are read (`Durability::proved`), since thousands of takes would each wait for the
/// disk. After a power cut a file is as it was before, missing, or complete; never torn. The rename itself is not
/// synced: what is missing is made again.

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

/// Throws the MachineFailure for a system error (`errno`): "cannot write x.wav: No space left on device; free
/// some space, ...". `what` is the verb: "write".
[[noreturn]] void fail_with(const char* what, const std::filesystem::path& path, int error);

/// The bytes of a file. Throws MachineFailure, with the system's reason, when it cannot be read.
std::string read_file(const std::filesystem::path& path);

/// The bytes of a file, or nothing when there is none (or it cannot be read).
std::optional<std::string> try_read_file(const std::filesystem::path& path);

/// The `FileHash` of a file, read in blocks: memory does not grow with its size. Throws MachineFailure.
std::string hash_file(const std::filesystem::path& path);

/// Makes the folder and its parents. Throws MachineFailure.
void make_folder(const std::filesystem::path& path);

/// What a power cut may do to a file.
enum class Durability {
  synced,  ///< nothing: the bytes are on the disk before the name is
  proved,  ///< anything: the reader verifies a checksum
};

/// Puts `bytes` under `path`, whole or not at all. Throws MachineFailure.
void write_file(const std::filesystem::path& path, std::string_view bytes, Durability durability = Durability::synced);

/// The same for bytes that lie in several places, one piece after the other.
void write_file(const std::filesystem::path& path, std::span<const std::string_view> pieces,
                Durability durability = Durability::synced);

/// As `write_file`, but does not touch a file that already holds these bytes. Returns whether it wrote.
bool update_file(const std::filesystem::path& path, std::string_view bytes);

/// Receives a text piece by piece.
using Pieces = std::function<void(std::string_view)>;

/// The same for bytes that are never in memory all at once: `write` is called once, with the sink to write to.
bool update_file(const std::filesystem::path& path, const std::function<void(const Pieces&)>& write);

/// A file that is being written: `path()` is the temporary name to write to; `keep()` renames it to its final name.
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
  /// The same without syncing, for a file whose bytes are on the disk already or need not be.
  void rename();

 private:
  std::filesystem::path final_;
  std::filesystem::path temporary_;
  bool kept_ = false;
};

/// Whether a process is running. A zombie (ended, not yet waited for) is not.
bool is_running(pid_t process);

/// Which temporary files are removed.
enum class Leftovers {
  of_ended_processes,  ///< those of processes that no longer run; others may be writing to the folder
  of_anyone,           ///< all of them: no other process writes to the folder
};

/// Removes the temporary files (and folders) that killed processes left in `folder` and below. Returns how many there
/// were. What cannot be looked at or removed is left.
std::size_t remove_leftovers(const std::filesystem::path& folder, Leftovers whose);

}  // namespace sotto
