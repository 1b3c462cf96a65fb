#pragma once

/// One source file of a book as its reader hands it over, whatever its format.

#include <string>
#include <vector>

#include "annotate/document/sources/anchors.h"
#include "annotate/document/sources/block.h"
#include "shared/span.h"

namespace sotto::document {

/// What a source says of the book; empty: nothing.
struct SourceMetadata {
  std::string title;
  std::string author;
  bool operator==(const SourceMetadata&) const = default;
};

/// What a line end inside a block of text means.
enum class LineEnds {
  may_separate,     ///< one of: nothing, or the end of a paragraph; only the text as a whole tells (plain text)
  rarely_separate,  ///< nothing, but in a text that has hardly a blank line (Markdown)
  wrap,             ///< nothing: the format marks its paragraphs
};

struct Source {
  std::string text;            ///< UTF-8: what is read aloud, and the white space and marks around it
  std::vector<Block> blocks;   ///< in the order of the text
  AnchorMap anchors;           ///< from the text to the file
  std::vector<Span> emphasis;  ///< in order, without overlaps, where the text has no marks for it (emphasis.h)
  SourceMetadata metadata;
  LineEnds line_ends = LineEnds::may_separate;
  std::string content_sha256;  ///< of a text file's content in UTF-8, before anything in it became white space
};

}  // namespace sotto::document
