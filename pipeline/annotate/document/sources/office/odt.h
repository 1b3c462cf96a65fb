#pragma once

/// ODT: LibreOffice's files (OpenDocument, ISO/IEC 26300).

#include <optional>

#include "annotate/document/sources/archive.h"
#include "annotate/document/sources/reading_options.h"
#include "annotate/document/sources/source.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Reads a document's paragraphs. Not read: comments, what is deleted in tracked changes, text boxes, tables of
/// contents, notes (unless `options` asks for them). A document that is locked or has no word is an error.
std::optional<Source> read_odt(const Archive& archive, const ReadingOptions& options, Diagnostics& diagnostics);

}  // namespace sotto::document
