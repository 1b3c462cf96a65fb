#pragma once

/// Text that was decoded wrongly and written as UTF-8 again: UTF-8 as Windows-1252 ("â€œ" for a quotation mark), or
/// Windows-1252 as Latin-1 (a control character for one).

#include <string_view>
#include <vector>

#include "annotate/document/sources/anchors.h"

namespace sotto::document {

/// What such characters were. A single pair that could be anybody's letters is left alone.
std::vector<TextEdit> mojibake_edits(std::string_view text);

}  // namespace sotto::document
