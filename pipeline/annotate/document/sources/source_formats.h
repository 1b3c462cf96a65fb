#pragma once

/// The formats in which a book can be written. A new one is a reader in a file of its own and an entry in the list.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "annotate/document/sources/reading_options.h"
#include "annotate/document/sources/source.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Reads the bytes of one file. `path`, as the user named it, is for diagnostics. Nothing is returned after an error.
using SourceReader = std::optional<Source> (*)(const std::string& path, std::string_view bytes,
                                               const ReadingOptions& options, Diagnostics& diagnostics);

struct SourceFormat {
  std::string_view name;                       ///< as a person calls it
  std::array<std::string_view, 4> extensions;  ///< of file names, in lower case with their dots; the rest empty
  bool (*recognises)(std::string_view bytes);  ///< a file of the format by its bytes; null: there is nothing to see
  SourceReader read;
};

/// All formats; the last is plain text, as which everything else is read.
std::span<const SourceFormat> source_formats();

/// The format of a file: the one that recognises it, else by its extension, else the last one.
const SourceFormat& source_format_of(std::span<const SourceFormat> formats, const std::string& path,
                                     std::string_view bytes);

/// Whether the extension of a file's name is one of a format.
bool has_source_extension(const std::string& path);
/// Whether it is one of a format that people write texts in: Markdown or plain text.
bool has_text_extension(const std::string& path);

/// Characters of another form, unseen ones, and text that was decoded twice, in a source of any format.
void mend_characters(Source& source);

/// Reads a file in its format, and mends its characters.
std::optional<Source> read_source(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                  Diagnostics& diagnostics);

}  // namespace sotto::document
