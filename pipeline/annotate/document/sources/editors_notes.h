#pragma once

/// What an editor put into a text in brackets, and no narrator reads.

#include <string_view>
#include <vector>

#include "annotate/language/language.h"
#include "shared/span.h"

namespace sotto::document {

/// Notes that begin a line, in order: "[Illustration: The quay]", "[Footnote 3: ...]", "[Transcriber's note: ...]", as
/// Project Gutenberg has them. A bracket that is never closed is none.
std::vector<Span> find_editors_notes(const language::Language& language, std::string_view text);

}  // namespace sotto::document
