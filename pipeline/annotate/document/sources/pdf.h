#pragma once

/// PDF, by pdftotext where it is installed.

#include <optional>
#include <string>
#include <string_view>

#include "annotate/document/sources/source.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Reads the text of a PDF, its pages put together (pdf_pages.h). A warning says how far that can be trusted. Without
/// pdftotext, of a locked file, or of one that holds pictures of pages, it is an error.
std::optional<Source> read_pdf(const std::string& path, std::string_view bytes, Diagnostics& diagnostics);

}  // namespace sotto::document
