#pragma once

/// A book of letters without any headings has a chapter for each letter.

#include <string_view>

#include "annotate/document/document_parts.h"
#include "annotate/language/language.h"

namespace sotto::document {

/// Makes each salutation that stands alone ("Dear Judy:") a heading, with the place and the date above it, where the
/// text has several and no heading that carries a number.
void find_letters(const language::Language& language, std::string_view text, Parts& parts);

}  // namespace sotto::document
