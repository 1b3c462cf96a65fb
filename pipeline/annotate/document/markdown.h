#pragma once

/// Markdown's marks that are neither read nor needed to understand a text.

#include <string>

namespace sotto::document {

/// Stands in the place of the space before an item of a list (a vertical tab, which is white space): it begins a
/// paragraph.
inline constexpr char kItem = '\v';

/// Puts spaces in the place of what Markdown writes but no reader says: the marks of block quotes, bullets, links, code
/// and tables, where links lead, comments and tags of HTML, footnote marks, a YAML header. So every other character
/// keeps its offset, in bytes as in code points. What later decisions read stays: headings, scene breaks, emphasis,
/// the numbers of lists, and a lone "- ", which may open a speech.
void blank_markup(std::string& text);

}  // namespace sotto::document
