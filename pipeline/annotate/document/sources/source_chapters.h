#pragma once

/// The chapters of a source that has a table of contents.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "annotate/document/sources/archive.h"
#include "annotate/document/sources/source.h"
#include "annotate/language/language.h"
#include "shared/diagnostics.h"
#include "shared/span.h"

namespace sotto::document {

/// A line of a table of contents.
struct ContentsEntry {
  std::string title;
  std::optional<ArchiveLink> link;  ///< nothing: a part that is only named
  std::size_t depth = 0;            ///< in how many others it is
  bool outside = false;             ///< its link leads out of the archive
};

/// A file of the source, as far as contents are concerned.
struct ContentsPage {
  std::string file;
  Span span;                               ///< of the source's text; empty: there is nothing to be read in it
  std::map<std::string, std::size_t> ids;  ///< where in the text its elements with an id begin
  bool matter = false;                     ///< no part of the story
};

struct ContentsPlaces {
  std::vector<ContentsPage> pages;  ///< in reading order
  std::vector<Span> matter;         ///< in order: title pages and the like
};

/// The chapters of a source, by its contents: each from where its entry leads to up to the next one's. The title of a
/// part that has no text of its own goes before that of its first chapter ("Part One. The Start"). What stands before
/// the first entry is a chapter ("Opening"), or no part of the story; a page between two belongs to the one before.
/// Entries that lead nowhere are a warning, and are left out. Empty where no entry leads to text.
std::vector<SourceChapter> chapters_by_contents(const language::Language& language, const Source& source,
                                                const std::string& path, const std::vector<ContentsEntry>& contents,
                                                const ContentsPlaces& places, Diagnostics& diagnostics);

}  // namespace sotto::document
