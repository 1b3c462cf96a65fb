#pragma once

/// A file's text as blocks: what stands between blank lines, scene breaks and marked headings.

#include <cstddef>
#include <string_view>
#include <vector>

#include "shared/span.h"

namespace sotto::document {

struct TextBlock {
  enum class Kind {
    text,
    scene_break,      ///< "* * *"
    marked_heading,   ///< Markdown: "# The Mask", or underlined with === or ---
    gutenberg_start,  ///< Project Gutenberg's "*** START OF ..."
    gutenberg_end,    ///< its "*** END OF ..."
  };
  Kind kind = Kind::text;
  Span span;                ///< from the first to the last character that is no white space
  std::vector<Span> lines;  ///< its lines, without white space at either end
  int level = 0;            ///< of a marked heading, 1..6
  std::size_t blank_lines_before = 0;
};

/// The blocks of one file. Line ends are LF, CR LF or CR; a byte order mark counts as white space.
std::vector<TextBlock> find_blocks(std::string_view text, Span file, bool markdown);

/// How a file separates its paragraphs.
enum class ParagraphStyle {
  blocks,   ///< by blank lines; line ends within a block are only wrapped
  lines,    ///< every line is one
  indents,  ///< a line that begins further right starts one
};

/// Read off all text blocks of a file together. In Markdown a line end within a block never separates, unless the file
/// has no blank lines at all.
ParagraphStyle paragraph_style(std::string_view text, const std::vector<TextBlock>& blocks, bool markdown);

/// The paragraphs of one text block.
std::vector<Span> split_block(std::string_view text, const TextBlock& block, ParagraphStyle style);

}  // namespace sotto::document
