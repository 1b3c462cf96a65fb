#pragma once

/// Blocks of text whose line ends are the author's: lists, tables, verse.

#include <string_view>
#include <vector>

#include "shared/span.h"

namespace sotto::document {

enum class LineKind {
  prose,  ///< line ends are only wrapped
  list,   ///< some lines begin with a bullet or a number
  rows,   ///< each line is a row of a table, or a message of a chat
  verse,
};

/// Whether a line begins with a bullet ("- ", "• ") or a number that a mark follows ("3. ", "b) ").
bool is_list_item(std::string_view line);

/// What the lines of a block are.
LineKind kind_of_lines(std::string_view text, const std::vector<Span>& lines);

}  // namespace sotto::document
