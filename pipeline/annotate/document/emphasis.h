#pragma once

/// The author's italics.

#include <span>
#include <string_view>
#include <vector>

#include "shared/span.h"

namespace sotto::document {

/// What is emphasised in a stretch of a text, in order: what stands between Markdown's marks (*word*, _word_,
/// **word**), which plain texts use too, and the stretches `of_format` that the text's format says are
/// (Source::emphasis; in order, without overlaps). Marks without a partner in the same paragraph, and those inside
/// words, are none.
std::vector<Span> emphasised(std::string_view text, Span stretch, std::span<const Span> of_format = {});

}  // namespace sotto::document
