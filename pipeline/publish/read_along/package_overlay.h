#pragma once

/// Enters media overlays into the package document of a publisher's EPUB 3, in place of those that it has.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/archive.h"
#include "publish/read_along/text_edits.h"

namespace sotto::read_along {

/// The overlay of one page. Names are those of the archive.
struct PageOverlay {
  std::string page;
  std::string smil;
  std::int64_t duration = 0;  ///< milliseconds
};

struct PackageOverlays {
  std::vector<PageOverlay> pages;
  std::vector<std::string> sounds;  ///< names of the sound files that they play
  std::int64_t duration = 0;        ///< of all of it, milliseconds
  std::string narrators;            ///< may be empty
};

struct PackageChanges {
  std::vector<TextEdit> edits;
  std::set<std::string> removed;  ///< files of the archive that the book has no more: overlays, and sound of theirs
};

/// `package`: the text of the document, which is well-formed XML, `name` its name. The class of what is being read
/// (`media:active-class`) is the publisher's, which the style sheets refer to; where there is none, reading systems use
/// a style of their own. Sound files that a page plays as well stay.
PackageChanges enter_overlays(std::string_view package, const std::string& name, const document::Archive& archive,
                              const PackageOverlays& overlays);

/// The link from one file of an archive to another, percent signs and all, as it stands in an attribute.
std::string link_to(std::string_view from, std::string_view to);

}  // namespace sotto::read_along
