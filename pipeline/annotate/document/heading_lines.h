#pragma once

/// Headings without blank lines round them.

#include <string_view>
#include <vector>

#include "annotate/document/sources/block.h"
#include "annotate/language/language.h"

namespace sotto::document {

/// The blocks with each heading that is a line inside of one, and its title in the line below, as a block of its own.
/// Such a line begins with the word for a chapter or the like, or is a number that counts on, and what stands above it
/// has ended its sentence. One alone in its file is none, but the heading of a table of contents.
std::vector<Block> part_heading_lines(const language::Language& language, std::string_view text,
                                      const std::vector<Block>& blocks);

}  // namespace sotto::document
