#pragma once

/// Characters that differ from others in form only, and those that nobody sees.

#include <string_view>
#include <vector>

#include "annotate/document/sources/anchors.h"

namespace sotto::document {

/// Ligatures (ﬃ), wide, bold and raised letters (Ｗ, 𝐛, Mʳ) and Roman numerals of one character (Ⅳ) become the plain
/// letters that they are by Unicode's compatibility mapping. Soft hyphens, spaces without width, joiners between
/// letters, marks of direction and control characters go, but not a byte order mark at the beginning.
std::vector<TextEdit> plain_form_edits(std::string_view text);

}  // namespace sotto::document
