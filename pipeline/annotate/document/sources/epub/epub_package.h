#pragma once

/// What an EPUB consists of: its package document (OPF 2 and 3).

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "annotate/document/sources/archive.h"
#include "annotate/document/sources/source.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// A file of the book. Names are those of the archive.
struct EpubItem {
  std::string id;
  std::string file;
  std::string media_type;  ///< "application/xhtml+xml"
  std::string properties;  ///< "nav", "cover-image": words
};

/// A place that the book names for what it is: in the guide of EPUB 2, or the landmarks of EPUB 3.
struct EpubLandmark {
  std::string type;  ///< "cover", "title-page", "toc"
  ArchiveLink link;
};

struct EpubPackage {
  std::string file;                 ///< the package document's name
  int version = 2;                  ///< 2 or 3
  std::vector<EpubItem> items;      ///< as the manifest lists them
  std::vector<std::size_t> spine;   ///< the items that are read, in their order
  std::string navigation;           ///< the navigation document's name (EPUB 3); empty: there is none
  std::string ncx;                  ///< the table of contents of EPUB 2; empty: there is none
  std::vector<EpubLandmark> guide;  ///< of EPUB 2
  SourceMetadata metadata;
};

/// Reads the package document of an archive. What makes the book unreadable (it is none, it is locked, its reading
/// order leads out of the archive or to nothing) is an error, and nothing is returned; what is merely wrong is a
/// warning.
std::optional<EpubPackage> read_epub_package(const Archive& archive, Diagnostics& diagnostics);

}  // namespace sotto::document
