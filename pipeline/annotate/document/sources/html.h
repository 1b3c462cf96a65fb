#pragma once

/// A page of HTML by itself.

#include <optional>
#include <string>
#include <string_view>

#include "annotate/document/sources/reading_options.h"
#include "annotate/document/sources/source.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Reads a page as one of an EPUB is read (epub/epub.h). Title, author and language are those of its head, or Project
/// Gutenberg's. A page without a word is an error.
std::optional<Source> read_html(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                Diagnostics& diagnostics);

/// Whether a file is HTML by what it begins with.
bool is_html(std::string_view bytes);

}  // namespace sotto::document
