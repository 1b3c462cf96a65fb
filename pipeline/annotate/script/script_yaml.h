#pragma once

/// Script files, `scripts/<book>/NN-title.yaml`: one a chapter, easy to read in a diff, corrected by hand.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "annotate/script/script.h"
#include "shared/diagnostics.h"

namespace sotto::script {

/// "01-the-mask.yaml"
std::string script_file_name(const ScriptChapter& chapter);

/// The chapter as YAML. Reads back as the same lines.
std::string write_script_chapter(const ScriptChapter& chapter);

/// A script file as it stands. `say` and everything a person wrote is there; spans are empty, `who` is a slug of what
/// is written, so that "Meg" is "meg" and "the Phantom" is "the-phantom".
struct StoredChapter {
  std::filesystem::path path;
  ScriptChapter chapter;
  std::vector<std::size_t> places;           ///< for each line, its 1-based line in the file
  std::vector<std::size_t> unplaced_places;  ///< for each line of `chapter.unplaced`
};

/// Nothing is returned when there was an error.
std::optional<StoredChapter> read_script_chapter(const std::filesystem::path& path, Diagnostics& diagnostics);

/// All script files of a folder, in order of chapter. A folder that does not exist is an empty script.
std::vector<StoredChapter> read_script_folder(const std::filesystem::path& folder, Diagnostics& diagnostics);

/// Writes the chapters' files, leaving those alone that would not change. Removes the stored files of chapters that are
/// gone, once all corrections of `stored` are in `script`; one that holds a correction that is not stays. A file that
/// stands in the way but is not among `stored` (because it could not be read) is not touched. Returns how many were
/// written.
std::size_t update_script_folder(const std::filesystem::path& folder, const Script& script,
                                 const std::vector<StoredChapter>& stored);

}  // namespace sotto::script
