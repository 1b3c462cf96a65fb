#pragma once

/// A table of contents as a page of the text.

#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/language/language.h"
#include "shared/diagnostics.h"
#include "shared/span.h"

namespace sotto::document {

/// A line of a table of contents.
struct ListedTitle {
  int number = 0;    ///< 0: none
  std::string kind;  ///< of its heading: "Chapter", "Part"; empty where it has none
  std::string name;  ///< without its number and page; empty where there is only a number
};

/// The words of a title, the same however it is typeset, to find it again.
std::string title_key(std::string_view text);

/// What a line of a table of contents names, without number, leaders and page ("II. The Quay ..... 14"); nothing for a
/// line that cannot be one.
std::optional<ListedTitle> listed_title(const language::Language& language, std::string_view line);

/// Warns of titles in a table of contents that head no chapter.
void tell_missing_chapters(const Manuscript& manuscript, const std::vector<Chapter>& chapters,
                           Diagnostics& diagnostics);

}  // namespace sotto::document
