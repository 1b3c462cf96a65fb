#pragma once

/// The files that are made of a book's masters: what there is of them and whether that still is what the book asks for;
/// made when it is not.

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "production/edition_file.h"
#include "report/contents/made_production.h"
#include "shared/progress.h"

namespace sotto::production {

/// What there is of the files; nothing is written.
std::vector<contents::MadeFile> inspect_edition(const std::vector<EditionFile>& files, const EditionFolders& folders,
                                                bool verify = false);

struct EditionSettings {
  int jobs = 1;
  bool verify = false;
  std::function<void(const std::string&)> explain = {};  ///< called with why each file is made; may be empty
};

/// Makes the files that are missing or not as they should be. Throws MachineFailure, Interrupted.
std::vector<contents::MadeFile> update_edition(const std::vector<EditionFile>& files, const EditionFolders& folders,
                                               const EditionSettings& settings, Progress& progress,
                                               const StopFlag& stop);

/// What was made in other formats is left, for somebody has asked for it; but files of chapters that there are no more
/// are removed, where they are as they were made. Returns those that were made from other masters than there are now.
std::vector<std::filesystem::path> remove_other_files(const std::vector<EditionFile>& files,
                                                      const std::vector<FinishedMaster>& masters,
                                                      const std::string& book, const EditionFolders& folders);

/// The names of the encodings that the files of a book need, by their records.
std::set<std::string> used_encodings(const std::filesystem::path& records);

}  // namespace sotto::production
