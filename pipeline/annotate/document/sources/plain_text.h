#pragma once

/// Plain text: a story with nothing but line ends and white space to mark its paragraphs.

#include <optional>
#include <string>
#include <string_view>

#include "annotate/document/sources/reading_options.h"
#include "annotate/document/sources/source.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// In any encoding that text_encoding.h knows, mended as text_file.h says. A file without a word is an error. Title and
/// author are those of Project Gutenberg's header.
std::optional<Source> read_plain_text(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                      Diagnostics& diagnostics);

}  // namespace sotto::document
