#pragma once

/// Keeps two processes from making the same folder at once.

#include <filesystem>
#include <string>
#include <vector>

#include "shared/failure.h"

namespace sotto {

/// Another process has the folder. The message names its owner.
class FolderBusy : public MachineFailure {
 public:
  using MachineFailure::MachineFailure;
};

/// The lock of a folder, held from construction to destruction. It is `flock` on the file `.lock` in the folder, which
/// the system lets go of when a process ends in whatever way: a lock cannot outlive its owner, only its file can. A
/// folder that was made for the lock, its parents too, and has nothing else in it in the end, goes with it.
class FolderLock {
 public:
  /// What the folder is held for.
  enum class Purpose {
    making,    ///< for as long as it takes: whoever wants it, too, is told who has it
    cleaning,  ///< for a moment: whoever wants it, too, waits
  };

  /// Makes the folder if need be. Throws FolderBusy when another process has it, MachineFailure when the file cannot be
  /// written.
  explicit FolderLock(const std::filesystem::path& folder, Purpose purpose = Purpose::making);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  /// The owner who ended without letting go ("ada on paris, process 4711, since ..."); empty when there was none.
  const std::string& last_owner() const { return last_owner_; }

 private:
  std::filesystem::path path_;
  std::vector<std::filesystem::path> made_;  ///< folders, the innermost first
  int fd_ = -1;
  std::string last_owner_;
};

}  // namespace sotto
