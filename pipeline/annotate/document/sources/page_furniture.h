#pragma once

/// What a printed page has besides its text: its number and the head that runs over all pages.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/anchors.h"
#include "annotate/language/language.h"

namespace sotto::document {

/// The number at either end of a line: "12", "12   THE QUAY", "THE QUAY   13", "- 12 -".
std::optional<long> number_at_an_end(std::string_view line);

/// A line without its figures, to find it again on other pages.
std::string head_key(std::string_view line);

/// Takes page numbers ("12", "[Pg 12]") and running heads out of a plain text. Numbers of pages count on, and some
/// stand in the middle of a sentence, which is then joined; heads are the same beside several of them. A form feed
/// ends a page, too.
std::vector<TextEdit> page_furniture_edits(const language::Language& language, std::string_view text);

}  // namespace sotto::document
