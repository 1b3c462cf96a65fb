#pragma once

/// Text that was UTF-8, was read as Windows-1252, and written as UTF-8 again: "â€œ" for a quotation mark.

#include <string_view>
#include <vector>

#include "annotate/document/sources/anchors.h"

namespace sotto::document {

/// What such characters were. A single pair that could be anybody's letters is left alone.
std::vector<TextEdit> mojibake_edits(std::string_view text);

}  // namespace sotto::document
