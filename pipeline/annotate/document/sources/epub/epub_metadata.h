#pragma once

/// Title, authors, series and the like of an EPUB.

#include <cstddef>
#include <vector>

#include "annotate/document/sources/epub/epub_package.h"
#include "annotate/document/sources/markup/archived_xml.h"

namespace sotto::document {

/// What the package document's <metadata> says, of EPUB 2, EPUB 3 and calibre. `items` are the manifest's, for the
/// cover.
SourceMetadata read_epub_metadata(XmlFile& package, const std::vector<EpubItem>& items);

}  // namespace sotto::document
