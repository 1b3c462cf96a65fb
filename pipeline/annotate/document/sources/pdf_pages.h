#pragma once

/// Pages of a printed book, put together.

#include <string_view>

#include "annotate/document/sources/source.h"

namespace sotto::document {

/// `text` has the lines of all pages, each page with a form feed behind it. Running heads and page numbers go: first
/// and last lines of pages that have the page's number, or come on three pages (but for the first time: that may be the
/// chapter's heading). Words that were parted at the end of a line are joined, unless the book has them with their
/// hyphen elsewhere. What goes on behind the end of a page goes on. Anchors name the page ("page 12") as the file.
Source join_pages(std::string_view text);

}  // namespace sotto::document
