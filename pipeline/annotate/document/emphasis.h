#pragma once

/// The author's italics: Markdown's marks, which plain texts use too.

#include <string_view>
#include <vector>

#include "shared/span.h"

namespace sotto::document {

/// The stretches between emphasis marks (*word*, _word_, **word**) of a text; marks without a partner in the same
/// paragraph, and those inside words, are none.
std::vector<Span> emphasised(std::string_view text, Span stretch);

}  // namespace sotto::document
