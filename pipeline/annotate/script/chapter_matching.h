#pragma once

/// Which chapter of a stored script became which of the script as it is now: by their lines, since numbers and titles
/// change when a chapter is put in front or a heading is mended.

#include <cstddef>
#include <optional>
#include <vector>

#include "annotate/script/script.h"
#include "annotate/script/script_yaml.h"

namespace sotto::script {

struct ChapterMatches {
  /// For each chapter, the index of the stored one whose file it continues; each stored one is continued once.
  std::vector<std::optional<std::size_t>> continues;
  /// For each chapter, the stored one that most of it comes from: of a chapter that was split, the same for both parts.
  /// Nothing for a chapter that is mostly new, unless its title is known.
  std::vector<std::optional<std::size_t>> comes_from;
  /// For each stored chapter, the one where most of it went; of one that is gone, the one with its number, or the last.
  /// Meaningless for a script without chapters.
  std::vector<std::size_t> home;
};

ChapterMatches match_chapters(const std::vector<ScriptChapter>& chapters, const std::vector<StoredChapter>& stored);

}  // namespace sotto::script
