#pragma once

/// `scripts/<book>/`: the script files of a book, read together and changed together. Other files of the folder are
/// somebody else's: they are neither read nor changed.

#include <filesystem>
#include <optional>
#include <vector>

#include "annotate/script/script.h"
#include "annotate/script/script_yaml.h"
#include "shared/diagnostics.h"

namespace sotto::script {

/// All script files of a folder, in order of chapter; a folder that does not exist is an empty script. A script is
/// called `NN-title.yaml` and holds `chapter: NN` and `lines:`; other YAML files are noted. Where several files hold
/// the same lines (one that an editor saved under the name that a chapter had before, say), those of the newest count,
/// and the others are `superseded`.
std::vector<StoredChapter> read_script_folder(const std::filesystem::path& folder, Diagnostics& diagnostics);

/// Writes the chapters' files, all of them or none, leaving those alone that would not change; what people wrote in
/// `stored` is changed only where a value changed (script_splices.h). The stored files of chapters that are gone go,
/// once all corrections of `stored` are in `script`; one that holds a correction that is not stays. A file that stands
/// in the way and is no script is an error. Returns how many were written; nothing, with nothing changed, when somebody
/// has saved one of them since it was read: read them again.
std::optional<std::size_t> update_script_folder(const std::filesystem::path& folder, const Script& script,
                                                const std::vector<StoredChapter>& stored, Diagnostics& diagnostics);

}  // namespace sotto::script
