#pragma once

/// Books that are archives: EPUB, DOCX and ODT.

#include <optional>
#include <string>
#include <string_view>

#include "annotate/document/sources/reading_options.h"
#include "annotate/document/sources/source.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Reads an archive as what it has in it, whatever its name. One that holds no book is an error.
std::optional<Source> read_archived_book(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                         Diagnostics& diagnostics);

}  // namespace sotto::document
