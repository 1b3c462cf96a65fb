#pragma once

/// What all formats that are text files have in common before their marks are read.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/text_encoding.h"
#include "annotate/language/language.h"
#include "shared/diagnostics.h"

namespace sotto::document {

struct TextFile {
  std::string text;              ///< editors' notes are spaces
  std::vector<DecodedRun> runs;  ///< from the text to the file's bytes
  std::string content_sha256;    ///< of the text with its editors' notes
};

/// Decodes a file and takes out its editors' notes (editors_notes.h), with a note. A file without a word is an error,
/// after which nothing is returned.
std::optional<TextFile> read_text_file(const std::string& path, std::string_view bytes,
                                       const language::Language& language, Diagnostics& diagnostics);

}  // namespace sotto::document
