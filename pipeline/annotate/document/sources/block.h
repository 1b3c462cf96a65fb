#pragma once

/// What a text consists of.

#include <cstddef>

#include "shared/span.h"

namespace sotto::document {

/// A stretch of a text without blank lines: a paragraph, or what else stands between two blank lines or marks. Blocks
/// hold every character that is no white space; what a format has and nobody reads (marks, comments, front matter) is
/// white space and in no block.
struct Block {
  enum class Kind {
    paragraph,    ///< in a format that does not mark its paragraphs: several, a line each, or a heading by its words
    heading,      ///< marked as one by the format
    list_item,    ///< or one paragraph of it
    quote,        ///< a paragraph of a block quotation
    code,         ///< preformatted text
    table,        ///< rows, a line each
    scene_break,  ///< "* * *", or what the format has for it
    gutenberg_start,  ///< Project Gutenberg's "*** START OF ..."
    gutenberg_end,    ///< its "*** END OF ..."
  };
  Kind kind = Kind::paragraph;
  Span span;                           ///< from the first to the last character that is no white space
  int level = 0;                       ///< of a heading, from 1, the highest
  std::size_t blank_lines_before = 0;  ///< 0 where it begins on the line below the block before ("He had:", "- a lamp")

  bool is_text() const {
    return kind == Kind::paragraph || kind == Kind::list_item || kind == Kind::quote || kind == Kind::code ||
           kind == Kind::table;
  }
  bool operator==(const Block&) const = default;
};

}  // namespace sotto::document
