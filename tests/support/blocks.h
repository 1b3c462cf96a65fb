#pragma once

/// Blocks of a text as text, for tests.

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/block.h"

namespace sotto::testing {

inline std::string name_of(document::Block::Kind kind) {
  using Kind = document::Block::Kind;
  switch (kind) {
    case Kind::paragraph:
      return "paragraph";
    case Kind::heading:
      return "heading";
    case Kind::list_item:
      return "item";
    case Kind::quote:
      return "quote";
    case Kind::code:
      return "code";
    case Kind::table:
      return "table";
    case Kind::scene_break:
      return "scene break";
    case Kind::gutenberg_start:
      return "Gutenberg's start";
    case Kind::gutenberg_end:
      return "Gutenberg's end";
  }
  return "?";
}

/// A line each: "1 heading 2: The Hill", with the blank lines before it, and "~" for a line end in it.
inline std::string dump(std::string_view text, const std::vector<document::Block>& blocks) {
  std::string out;
  for (const document::Block& block : blocks) {
    out += fmt::format("{} {}", block.blank_lines_before, name_of(block.kind));
    if (block.level > 0) out += fmt::format(" {}", block.level);
    std::string words(block.span.of(text));
    for (char& c : words) {
      if (c == '\n') c = '~';
    }
    out += ": " + words + '\n';
  }
  return out;
}

}  // namespace sotto::testing
