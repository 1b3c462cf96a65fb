#pragma once

/// book.yaml, and files that hold a cast alone.

#include <filesystem>
#include <vector>

#include "annotate/document/book.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Reads book.yaml into what is known of the book. People whom `merge:` makes one are one in its cast: under the first
/// name, with what is said of any of them.
void read_book_file(const std::filesystem::path& path, Book& book, Diagnostics& diagnostics);

/// A cast file (`--cast`): a YAML (or JSON) sequence of {name, aliases, gender}. Of two names with the same id the
/// second gets a number ("mrs-hall-2").
std::vector<Character> read_cast_file(const std::filesystem::path& path, Diagnostics& diagnostics);

}  // namespace sotto::document
