#pragma once

/// What the blocks of a file are: headings, the body below them, and what was put round the book.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/headings.h"
#include "annotate/document/sources/block.h"

namespace sotto::document {

/// One block with what was made of it. `contents`: a line of a table of contents without a heading. A heading may reach
/// over several blocks: the later ones are `absorbed`.
struct Part {
  enum class PartRole { body, heading, absorbed, matter_before, matter_after, contents };
  Block block;
  PartRole role = PartRole::body;
  Heading heading;          ///< where role is heading
  std::size_t last = 0;     ///< index of the last block of the heading
  bool book_title = false;  ///< the whole book's, marked as a heading

  bool is_heading() const { return role == PartRole::heading; }
};

using Parts = std::vector<Part>;

/// What the blocks of a file are, in order. A block that the format marks as a heading is one; others are by their
/// words.
Parts find_parts(const language::Language& language, std::string_view text, const std::vector<Block>& blocks);

/// The words of a block's lines, joined; setext underlines left out.
std::string block_words(std::string_view text, const Block& block);

/// Whether text is short enough for a title page, which is read with the first heading.
bool fits_title_page(std::string_view text);

}  // namespace sotto::document
