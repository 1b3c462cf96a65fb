#pragma once

/// EPUB 2 and 3.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "annotate/document/sources/archive.h"
#include "annotate/document/sources/reading_options.h"
#include "annotate/document/sources/source.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Reads the pages of the spine in their order. Chapters are those of the table of contents; in a book without one, the
/// headings. Not read, and reported once: navigation, page breaks, the marks of notes, notes (unless `options` asks for
/// them), what is hidden. A locked or damaged book, or one without a word, is an error.
std::optional<Source> read_epub(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                Diagnostics& diagnostics);
/// The same of a book that is open.
std::optional<Source> read_epub(const Archive& archive, const ReadingOptions& options, Diagnostics& diagnostics);

/// Whether a folder is an unpacked EPUB.
bool is_epub_folder(const std::string& path);

/// The hash of all bytes of an EPUB 3 (also of an unpacked one); nothing for what is none.
std::optional<std::string> hash_of_epub3(const std::filesystem::path& path);

}  // namespace sotto::document
