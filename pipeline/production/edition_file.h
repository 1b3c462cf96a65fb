#pragma once

/// What a file of an edition is made from, before it is made.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "production/chapter_encodings.h"
#include "production/plan.h"
#include "publish/formats.h"
#include "shared/diagnostics.h"
#include "shared/progress.h"

namespace sotto::production {

/// A master as it lies in the out folder.
struct FinishedMaster {
  std::filesystem::path path;
  std::string checksum;
  publish::MasterMeasure measure;
};

struct EditionFile {
  publish::Format format{};
  std::filesystem::path path;
  std::string key;                                  ///< the hash of all that it is made from
  std::vector<ChapterEncoding> encodings;           ///< that it needs, of its chapters in order
  std::size_t first_chapter = 0;                    ///< of its chapters, an index into the plan's
  std::map<std::string, std::string> masters = {};  ///< of its chapters: their names and checksums
  /// Writes it whole; its encodings are there. Throws MachineFailure, Interrupted.
  std::function<void(const std::filesystem::path& path, const StopFlag& stop)> write;
  /// Puts it, made, into a library; returns the folder there. Empty for what libraries are not given.
  std::function<std::filesystem::path(const std::filesystem::path& library)> shelve = {};
};

/// Where an edition is made.
struct EditionFolders {
  std::filesystem::path out;      ///< out/<book>/
  std::filesystem::path records;  ///< <cache>/made/<book>/
  std::filesystem::path cache;
};

/// The files of a plan's formats, besides its masters. Masters have the same index as the plan's chapters. Nothing is
/// written. The plan must outlive them.
std::vector<EditionFile> edition_files(const ProductionPlan& plan, const std::vector<FinishedMaster>& masters,
                                       const EditionFolders& folders, Diagnostics& diagnostics);

}  // namespace sotto::production
