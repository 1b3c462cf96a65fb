#pragma once

/// Where lines of the stored scripts stand in the manuscript as it is now.

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/script/line_locator.h"
#include "annotate/script/script_yaml.h"
#include "shared/span.h"

namespace sotto::script {

struct LocatedLine {
  const Line* line = nullptr;            ///< as stored
  std::size_t stored = 0;                ///< index of its chapter
  std::size_t place = 0;                 ///< 1-based line in the chapter's file; 0: not known
  std::optional<LineLocation> location;  ///< in the manuscript's words; nothing: it is not there
};

struct LocatedLines {
  std::vector<LocatedLine> lines;  ///< in the order of the scripts, those without a place last
  std::vector<Span> words;         ///< of the manuscript's paragraphs; empty where no line is looked for
};

using LineFilter = std::function<bool(const Line&)>;

/// Looks for the lines that `wanted` accepts, and for those of `unplaced:` that `wanted_unplaced` does. All stored
/// lines help: a line is where its neighbours have it. `stored` must outlive what is returned.
LocatedLines locate_lines(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                          const std::vector<StoredChapter>& stored, const LineFilter& wanted,
                          const LineFilter& wanted_unplaced);

}  // namespace sotto::script
