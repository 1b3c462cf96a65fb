#pragma once

/// The sound files of their own that a book and its script name as beds.

#include <filesystem>
#include <set>
#include <string>

#include "annotate/document/book.h"
#include "annotate/script/script.h"
#include "shared/diagnostics.h"
#include "shared/progress.h"

namespace sotto::production {

/// Finds them below the book's folder (elsewhere only where the book says `outside: true`; links are followed first),
/// prepares what is not in the cache yet (but in a dry run), and puts the prepared files in their place. What is wrong
/// is told where it is written. `uses` gets their paths below the cache. Throws MachineFailure, Interrupted.
void use_recordings(document::Book& book, script::Script& script, const std::filesystem::path& cache, bool dry_run,
                    std::set<std::string>& uses, const StopFlag& stop, Diagnostics& diagnostics);

}  // namespace sotto::production
