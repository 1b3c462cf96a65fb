#pragma once

/// The sound files of their own that a book and its script name as beds.

#include <filesystem>
#include <vector>

#include "annotate/document/book.h"
#include "annotate/script/script.h"
#include "shared/diagnostics.h"
#include "shared/progress.h"

namespace sotto::production {

/// A sound file that is a bed somewhere in a book.
struct BedFile {
  std::filesystem::path source;
  document::Bed bed;  ///< as it stands there, with its content
};

/// Finds them below the book's folder (elsewhere only where the book says `outside: true`; links are followed first),
/// and gives each bed of the book and of its script the content of its file. One for each place that names a file; what
/// is wrong with one is an error at that place. Throws MachineFailure.
std::vector<BedFile> find_bed_files(document::Book& book, script::Script& script, Diagnostics& diagnostics);

/// Prepares those that the cache does not have. What is no sound is an error where it is named. Throws MachineFailure,
/// Interrupted.
void prepare_bed_files(const std::vector<BedFile>& files, const std::filesystem::path& cache, const StopFlag& stop,
                       Diagnostics& diagnostics);

}  // namespace sotto::production
