#pragma once

/// Keeps two processes from writing to the same folder at once.

#include <filesystem>
#include <string>
#include <vector>

#include "shared/failure.h"

namespace sotto {

/// Another process holds the lock. The message names the owner.
class FolderBusy : public MachineFailure {
 public:
  using MachineFailure::MachineFailure;
};

/// The lock of a folder, held from construction to destruction. It is `flock` on the file `.lock` in the folder, which
/// the system releases however the process ends: a lock cannot outlive its owner, only its file can. A folder that was
/// created for the lock (parents too) is removed with it if it is empty in the end.
class FolderLock {
 public:
  /// What the folder is locked for.
  enum class Purpose {
    making,    ///< for a long time: another process that wants it fails with FolderBusy
    cleaning,  ///< for a moment: another process that wants it waits
  };

  /// Creates the folder if need be. Throws FolderBusy when another process holds the lock, MachineFailure when the file
  /// cannot be written.
  explicit FolderLock(const std::filesystem::path& folder, Purpose purpose = Purpose::making);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  /// The owner that ended without releasing the lock ("ada on paris, process 4711, since ..."); empty: none.
  const std::string& last_owner() const { return last_owner_; }
  /// False where the file system has no locks, as some of networks: then nobody is kept out.
  bool is_held() const { return held_; }

 private:
  std::filesystem::path path_;
  std::vector<std::filesystem::path> made_;  ///< folders, the innermost first
  int fd_ = -1;
  bool held_ = true;
  std::string last_owner_;
};

}  // namespace sotto
