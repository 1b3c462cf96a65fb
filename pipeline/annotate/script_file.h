#pragma once

/// Script files, `scripts/<book>/NN-title.yaml`: one a chapter, easy to read in a diff, corrected by hand.

#include <filesystem>
#include <string>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/script.h"
#include "shared/diagnostics.h"

namespace sotto {

/// "01-the-mask.yaml"
std::string script_file_name(const ScriptChapter& chapter);

/// The chapter as YAML. Reads back as the same lines.
std::string write_script_chapter(const ScriptChapter& chapter);

/// A script file as it stands. `say` and everything a person wrote is there; spans are empty.
struct StoredChapter {
  std::filesystem::path path;
  ScriptChapter chapter;
  std::vector<std::size_t> places;  ///< for each line, its 1-based line in the file
  std::vector<Line> unplaced;       ///< corrections of earlier runs that lost their place, kept for the person
};

std::optional<StoredChapter> read_script_chapter(const std::filesystem::path& path, Diagnostics& diagnostics);

/// All script files of a folder, in order of chapter. A folder that does not exist is an empty script.
std::vector<StoredChapter> read_script_folder(const std::filesystem::path& folder, Diagnostics& diagnostics);

/// Re-annotation: the manuscript's lines, with what people corrected kept. Annotates anew with the corrections as
/// anchors, gives corrected lines their `who`, `how` and extent again, and reports those that have no place any more
/// (they stay in the file, under `unplaced:`). A `who` that is nobody in the cast is an error with its place and "did
/// you mean".
Script annotate_again(const Manuscript& manuscript, const std::vector<Chapter>& chapters,
                      const std::vector<Character>& given, const std::vector<StoredChapter>& stored,
                      Diagnostics& diagnostics);

/// Writes the chapters' files, leaving those alone that would not change; removes files of chapters that are gone when
/// they hold no correction. Returns how many were written.
std::size_t update_script_folder(const std::filesystem::path& folder, const Script& script,
                                 const std::vector<StoredChapter>& stored);

}  // namespace sotto
