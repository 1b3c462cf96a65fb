#pragma once

/// What a production does so that it can be killed at any moment, run twice at once, and explain itself.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "production/chapter_master.h"
#include "mix/timeline.h"
#include "shared/diagnostics.h"
#include "shared/folder_lock.h"
#include "shared/progress.h"
#include "synthesis/synthesize.h"

namespace sotto {

/// The lock of a book's folder. What a killed owner left half done is swept away. The cache, which is large, is swept
/// only where there is reason to: the last owner did not let go, or nothing is known of the cache since the machine was
/// started; and again at the end, when its workers are surely gone, too. Throws FolderBusy, MachineFailure.
class OwnedFolder {
 public:
  OwnedFolder(const std::filesystem::path& folder, const std::filesystem::path& scripts,
              const std::filesystem::path& cache, bool cache_is_known, Progress& progress);
  ~OwnedFolder();
  OwnedFolder(const OwnedFolder&) = delete;
  OwnedFolder& operator=(const OwnedFolder&) = delete;

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
void note_story(const std::filesystem::path& records, const std::filesystem::path& folder,
                const std::filesystem::path& story);

/// Whether the folder and the scripts are free for the story: they are its own, new, or of one that is no more.
/// Otherwise an error says so.
bool is_free_for(const std::filesystem::path& story, const std::filesystem::path& records,
                 const std::filesystem::path& folder, const std::filesystem::path& scripts, Diagnostics& diagnostics);

/// What a chapter without all of its takes lacks in a dry run: its timeline is not known, so that the reasons are not
/// to be had from there.
void mark_unspoken(const PerformedChapter& performed, ChapterMaster& master);

/// In a line each, why sentences of a chapter were spoken and its master made, or in a dry run would be.
std::vector<std::string> explain(const ScriptChapter& chapter, const PerformedChapter& performed,
                                 const Timeline& timeline, const ChapterMaster& master, const ManuscriptPlaces& places,
                                 bool dry_run);

}  // namespace sotto
