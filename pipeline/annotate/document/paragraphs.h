#pragma once

/// The paragraphs of a text whose format does not mark them.

#include <cstddef>
#include <string_view>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/sources/block.h"
#include "annotate/document/sources/source.h"
#include "annotate/document/speaker_labels.h"
#include "shared/span.h"

namespace sotto::document {

/// How a text separates its paragraphs.
enum class ParagraphStyle {
  blocks,      ///< by blank lines; line ends within a block are only wrapped
  lines,       ///< every line is one
  indents,     ///< a line that begins further right starts one
  short_ends,  ///< one ends with a line that had room for the next one's first word
};

/// What is measured of a text's lines.
struct ParagraphLayout {
  ParagraphStyle style = ParagraphStyle::blocks;
  std::size_t margin = 0;  ///< columns before a line that goes on
  std::size_t width = 0;   ///< code points of a full line
  bool lines_tell = true;  ///< line ends may mean something: lists, tables and verse keep theirs
  bool breaks = false;     ///< every line end is the author's: the format wraps its text by itself
};

/// Whether a line ends as a paragraph does: with a full stop, a question or exclamation mark, an ellipsis, a colon or a
/// dash, perhaps inside quotation marks.
bool ends_sentence(std::string_view line);

/// Read off all blocks of a file's body together.
ParagraphLayout paragraph_layout(std::string_view text, const std::vector<Block>& blocks, LineEnds line_ends);

/// The paragraphs of one block of text. A line that names its speaker begins one; so does an item of a list or a row of
/// a table; a stanza is one.
std::vector<Paragraph> split_block(std::string_view text, const Block& block, const ParagraphLayout& layout,
                                   const SpeakerLabels& labels);

}  // namespace sotto::document
