#pragma once

/// The paragraphs of a text whose format does not mark them.

#include <string_view>
#include <vector>

#include "annotate/document/sources/block.h"
#include "annotate/document/sources/source.h"
#include "shared/span.h"

namespace sotto::document {

/// How a text separates its paragraphs.
enum class ParagraphStyle {
  blocks,   ///< by blank lines; line ends within a block are only wrapped
  lines,    ///< every line is one
  indents,  ///< a line that begins further right starts one
};

/// Read off all blocks of a file's body together.
ParagraphStyle paragraph_style(std::string_view text, const std::vector<Block>& blocks, LineEnds line_ends);

/// The paragraphs of one block of text.
std::vector<Span> split_block(std::string_view text, const Block& block, ParagraphStyle style);

}  // namespace sotto::document
