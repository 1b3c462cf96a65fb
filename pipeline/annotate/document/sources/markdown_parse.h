#pragma once

/// What md4c finds in a Markdown text.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "annotate/document/sources/block.h"
#include "shared/span.h"

namespace sotto::document {

/// A block of Markdown that holds text and no other block.
struct MarkdownLeaf {
  Block::Kind kind = Block::Kind::paragraph;
  int level = 0;            ///< of a heading, 1..6
  bool underlined = false;  ///< a heading whose mark is the line below ("===" or "---")
  std::size_t first_line = 0;
  std::size_t last_line = 0;  ///< with text of the block; lines count from 0
};

struct MarkdownParse {
  std::vector<bool> is_text;             ///< a byte each: text, and no mark
  std::vector<Span> entities;            ///< "&amp;", in the order of the text
  std::vector<MarkdownLeaf> leaves;      ///< in the order of the text
  std::vector<std::size_t> loose_items;  ///< where the text of an item begins in a list of "-" with blank lines between
};

/// CommonMark with struck out text, without blocks of indented code (stories indent their paragraphs) and blocks of
/// HTML (their tags are marks in a paragraph). `lines` (line_blocks.h) are those to parse, up to the end of the text.
/// Nothing is returned for a text that md4c cannot take (over 4 GB, or it runs out of memory).
std::optional<MarkdownParse> parse_markdown(std::string_view text, const std::vector<Span>& lines);

}  // namespace sotto::document
