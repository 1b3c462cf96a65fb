#pragma once

/// What a production does so that it can be killed at any moment and run twice at once.

#include <filesystem>

#include "shared/diagnostics.h"
#include "shared/folder_lock.h"
#include "shared/progress.h"

namespace sotto::production {

/// The lock of a book's folder. What a killed owner left half done is swept away. The cache, which is large, is swept
/// only where there is reason to: the last owner did not let go, or nothing is known of the cache since the machine was
/// started; and again at the end, when its workers are surely gone, too. Throws FolderBusy, MachineFailure.
class OutputLock {
 public:
  OutputLock(const std::filesystem::path& folder, const std::filesystem::path& scripts,
             const std::filesystem::path& cache, bool cache_is_known, Progress& progress);
  ~OutputLock();
  OutputLock(const OutputLock&) = delete;
  OutputLock& operator=(const OutputLock&) = delete;

 private:
  void sweep() const;

  FolderLock lock_;
  std::filesystem::path folder_;
  std::filesystem::path scripts_;
  std::filesystem::path cache_;
  bool doubtful_;
};

/// Notes whose production the folder is, and whose the script, so that another story of the same name does not take its
/// place. The note tells where the story lies as seen from the folder: both may be moved together.
void record_story(const std::filesystem::path& records, const std::filesystem::path& folder,
                  const std::filesystem::path& story);

/// Whether the folder and the scripts are free for the story: they are its own, new, or of one that is gone.
/// Otherwise an error says so.
bool is_output_free(const std::filesystem::path& story, const std::filesystem::path& records,
                    const std::filesystem::path& folder, const std::filesystem::path& scripts,
                    Diagnostics& diagnostics);

}  // namespace sotto::production
