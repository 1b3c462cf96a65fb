#pragma once

/// Waits for changes of files in some folders (inotify).

#include <chrono>
#include <filesystem>
#include <map>

#include "shared/progress.h"

namespace sotto {

class FileWatch {
 public:
  /// Throws MachineFailure.
  FileWatch();
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  /// Watches the folder itself, not those below it. A folder that does not exist or is watched already is ignored.
  /// Throws MachineFailure.
  void add(const std::filesystem::path& folder);

  /// Waits until a file has been written, renamed or removed in one of the folders and then nothing more has happened
  /// for `quiet`: editors save in several steps. Hidden files, backups ("x~") and temporary ones do not count. Returns
  /// when the first change came. Throws Interrupted.
  std::chrono::steady_clock::time_point wait(std::chrono::milliseconds quiet, const StopFlag& stop);

  /// Discards all changes so far.
  void drain();

 private:
  bool read_changes();

  int fd_;
  std::map<std::filesystem::path, int> folders_;
};

}  // namespace sotto
