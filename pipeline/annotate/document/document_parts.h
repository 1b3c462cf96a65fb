#pragma once

/// What the blocks of a file are: headings, the body below them, and what was put round the book.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/headings.h"
#include "annotate/document/manuscript.h"
#include "annotate/document/text_blocks.h"

namespace sotto::document {

/// One block with what was made of it. A heading may reach over several blocks: the later ones are `absorbed`.
struct Part {
  enum class PartRole { body, heading, absorbed, matter_before, matter_after };
  TextBlock block;
  PartRole role = PartRole::body;
  Heading heading;          ///< where role is heading
  std::size_t last = 0;     ///< index of the last block of the heading
  bool book_title = false;  ///< the whole book's, in Markdown

  bool is_heading() const { return role == PartRole::heading; }
};

using Parts = std::vector<Part>;

Parts find_parts(std::string_view text, const SourceFile& file);

/// The words of a block's lines, joined; setext underlines left out.
std::string block_words(std::string_view text, const TextBlock& block);

/// Whether text is short enough for a title page, which is read with the first heading.
bool fits_title_page(std::string_view text);

}  // namespace sotto::document
