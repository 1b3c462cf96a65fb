#pragma once

/// Script files, `scripts/<book>/NN-title.yaml`: one a chapter, easy to read in a diff, corrected by hand.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
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
  std::string text;                          ///< of the file, to the byte
  bool copy = false;                         ///< other files may hold the same lines and comments
  bool superseded = false;  ///< a newer file has its lines; here are left what that one lacks, as `chapter.unplaced`
};

/// Nothing is returned when there was an error.
std::optional<StoredChapter> read_script_chapter(const std::filesystem::path& path, Diagnostics& diagnostics);
/// The same for a text that was read from the path.
std::optional<StoredChapter> parse_script_chapter(const std::filesystem::path& path, std::string text,
                                                  Diagnostics& diagnostics);

/// A line's `guess`, as it is written: "meg soft 0.97 tag (she whispered)".
std::string write_guess(const Guess& guess);
/// A line as items of a script: a scene break, a change of ambience, and the line itself; each where there is one.
std::string write_line(const Line& line);

/// What stands above `unplaced:`.
inline constexpr std::string_view kUnplacedComment =
    "# Corrections whose place in the manuscript is lost. Delete them here once they are made again above.";

}  // namespace sotto::script
