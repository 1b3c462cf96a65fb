#pragma once

/// Hears when something in some folders changes (inotify).

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

  /// The folder itself, not those below it. One that does not exist, or is watched already, is let be. Throws
  /// MachineFailure.
  void add(const std::filesystem::path& folder);

  /// Waits until a file has been written, renamed or removed in one of the folders and then nothing more has happened
  /// for `quiet`: editors save in several steps. Hidden files, backups ("x~") and temporary ones do not count. Returns
  /// when the first change came. Throws Interrupted.
  std::chrono::steady_clock::time_point wait(std::chrono::milliseconds quiet, const StopFlag& stop);

  /// Forgets what has changed so far.
  void drain();

 private:
  bool read_changes();

  int fd_;
  std::map<std::filesystem::path, int> folders_;
};

}  // namespace sotto
