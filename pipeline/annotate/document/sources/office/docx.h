#pragma once

/// DOCX: Word's files (Office Open XML, ECMA-376).

#include <optional>

#include "annotate/document/sources/archive.h"
#include "annotate/document/sources/reading_options.h"
#include "annotate/document/sources/source.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Reads a document's paragraphs. Headings are paragraphs whose style is a heading's, or has an outline level. Not
/// read: what is deleted or moved away in tracked changes, comments, text boxes, a table of contents, notes (unless
/// `options` asks for them: then they come at the end). A document without a word is an error.
std::optional<Source> read_docx(const Archive& archive, const ReadingOptions& options, Diagnostics& diagnostics);

}  // namespace sotto::document
