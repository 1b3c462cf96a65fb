#pragma once

/// Words as written, read aloud in their context: abbreviations, initials, Roman numerals, capitals, addresses.

#include <string>
#include <vector>

#include "annotate/normalization/tokenize.h"

namespace sotto::normalization {

/// What is said for the word, sign or address at `index` of a sentence's pieces; empty for a sign that is not said. In
/// a heading a Roman numeral that stands alone is a number, and capitals are only capitals.
std::string verbalize_word(const language::Language& language, const std::vector<WrittenToken>& pieces,
                           std::size_t index, bool heading);

/// Whether the full stop after the piece belongs to it ("Mr.", "J.", "U.S.") rather than to the sentence.
bool owns_full_stop(const language::Language& language, const std::vector<WrittenToken>& pieces, std::size_t index);

}  // namespace sotto::normalization
