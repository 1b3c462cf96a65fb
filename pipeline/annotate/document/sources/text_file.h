#pragma once

/// What all formats that are text files have in common before their marks are read.

#include <optional>
#include <string>
#include <string_view>

#include "annotate/document/sources/anchors.h"
#include "annotate/document/sources/reading_options.h"
#include "shared/diagnostics.h"

namespace sotto::document {

struct TextFile {
  std::string text;  ///< mended; editors' notes are spaces
  AnchorMap anchors;
  std::string content_sha256;  ///< of the content in UTF-8 as it stands
};

/// Decodes a file and mends what only its form makes hard to read: text that was decoded twice, characters of other
/// forms and unseen ones (plain_form.h), marks that lead to notes, which go with their notes unless these are read.
/// Where `plain`, also entities of HTML, page numbers and running heads, and words that are parted. Editors' notes
/// (editors_notes.h) become spaces. What is left out, and text that was decoded twice, is reported in notes. A file
/// without a word is an error, after which nothing is returned.
std::optional<TextFile> read_text_file(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                       bool plain, Diagnostics& diagnostics);

}  // namespace sotto::document
