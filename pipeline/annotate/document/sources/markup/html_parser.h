#pragma once

/// Reads HTML, and XHTML that is no XML, as a browser does (with Gumbo).

#include <optional>
#include <string>
#include <string_view>

#include "annotate/document/sources/markup/markup.h"

namespace sotto::document {

/// The tree of a text in UTF-8, whatever is wrong with it. Nothing for one whose elements are nested deeper than any
/// browser takes (512).
std::optional<MarkupTree> parse_html(std::string_view content);

/// The characters of an entity of HTML ("mdash"); nothing: there is no such one.
std::optional<std::string> html_entity(std::string_view name);

}  // namespace sotto::document
