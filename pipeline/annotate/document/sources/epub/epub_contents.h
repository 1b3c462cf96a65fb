#pragma once

/// The table of contents of an EPUB.

#include <vector>

#include "annotate/document/sources/archive.h"
#include "annotate/document/sources/epub/epub_package.h"
#include "annotate/document/sources/source_chapters.h"
#include "shared/diagnostics.h"

namespace sotto::document {

struct EpubContents {
  std::vector<ContentsEntry> entries;
  std::vector<EpubLandmark> landmarks;
};

/// From the navigation document, or where there is none that has entries, the NCX. A book without contents has none
/// here; one that cannot be read is a warning.
EpubContents read_epub_contents(const Archive& archive, const EpubPackage& package, Diagnostics& diagnostics);

}  // namespace sotto::document
