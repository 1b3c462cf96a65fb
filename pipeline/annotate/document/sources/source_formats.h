#pragma once

/// The formats in which a book can be written. A new one is a reader in a file of its own and an entry in the list.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "annotate/document/sources/source.h"
#include "annotate/language/language.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Reads the bytes of one file. `path`, as the user named it, is for diagnostics; `language` is the book's. Nothing is
/// returned after an error.
using SourceReader = std::optional<Source> (*)(const std::string& path, std::string_view bytes,
                                               const language::Language& language, Diagnostics& diagnostics);

struct SourceFormat {
  std::string_view name;                       ///< as a person calls it
  std::array<std::string_view, 4> extensions;  ///< of file names, in lower case with their dots; the rest empty
  std::string_view signature;                  ///< the first bytes of every file of the format; empty: it has none
  SourceReader read;
};

/// All formats; the last is plain text, as which everything else is read.
std::span<const SourceFormat> source_formats();

/// The format of a file: the one whose signature it begins with, else by its extension, else the last one.
const SourceFormat& source_format_of(std::span<const SourceFormat> formats, const std::string& path,
                                     std::string_view bytes);

/// Whether the extension of a file's name is one of a format.
bool has_source_extension(const std::string& path);

/// Reads a file in its format.
std::optional<Source> read_source(const std::string& path, std::string_view bytes, const language::Language& language,
                                  Diagnostics& diagnostics);

}  // namespace sotto::document
