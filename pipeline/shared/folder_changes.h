#pragma once

/// Changes of several files of a folder as one: all of them are made, or none, whatever happens in between.
///
/// All new texts are on the disk before a journal says so; then each changes places with what it replaces (see
/// `edited_file.h`). A process that is killed after the journal is written leaves the rest to whatever runs next, which
/// makes it; one that is killed before leaves staged files, which are removed. What a person saves during the change is
/// not overwritten: it is kept beside the file under a name of its own, to be taken in by the next change.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace sotto {

/// What is to become of a file of the folder.
struct FileChange {
  std::string name;
  std::optional<std::string> before;  ///< its text as it was read; nothing where there is no file
  std::optional<std::string> after;   ///< nothing where it is to go
};

/// Makes the changes. Returns false, with nothing changed, when a file is not as it was read any more. Throws
/// MachineFailure; then nothing is changed, or what is left to do is done by `finish_changes`.
bool change_files(const std::filesystem::path& folder, const std::vector<FileChange>& changes);

/// Whether a folder holds changes that were begun, or anything else for `finish_changes` to do.
bool has_unfinished_changes(const std::filesystem::path& folder);

/// Finishes the changes of a process that has ended, or removes what it staged before its journal was written. Throws
/// MachineFailure.
void finish_changes(const std::filesystem::path& folder);

/// A file that a person saved while it was being changed.
struct SavedMeanwhile {
  std::filesystem::path path;  ///< where it is kept
  std::string name;            ///< whose place it was
};

/// Those of a folder, in order of name. They go when a change says so, as other files do.
std::vector<SavedMeanwhile> saved_meanwhile(const std::filesystem::path& folder);

}  // namespace sotto
