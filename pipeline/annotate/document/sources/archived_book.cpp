#include "annotate/document/sources/archived_book.h"

#include <algorithm>

#include "annotate/document/sources/archive.h"
#include "annotate/document/sources/epub/epub.h"
#include "annotate/document/sources/office/docx.h"
#include "annotate/document/sources/office/odt.h"
#include "shared/text.h"

namespace sotto::document {

std::optional<Source> read_archived_book(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                         Diagnostics& diagnostics) {
  const std::optional<Archive> archive = Archive::open(path, bytes, diagnostics);
  if (!archive) return std::nullopt;
  const auto is_package = [](const std::string& name) { return lower_case(name).ends_with(".opf"); };
  const auto& names = archive->names();
  if (archive->contains("META-INF/container.xml") || std::any_of(names.begin(), names.end(), is_package)) {
    return read_epub(*archive, options, diagnostics);
  }
  if (archive->contains("[Content_Types].xml") && archive->contains("word/document.xml")) {
    return read_docx(*archive, options, diagnostics);
  }
  if (archive->contains("content.xml")) return read_odt(*archive, options, diagnostics);
  diagnostics.error(path, "is an archive with no book in it that Sotto knows (EPUB, DOCX, ODT)",
                    "unpack it, and name the manuscript in it");
  return std::nullopt;
}

}  // namespace sotto::document
