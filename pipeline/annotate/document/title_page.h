#pragma once

/// What a manuscript says of itself: its title and its author.

#include <filesystem>

#include "annotate/document/book.h"

namespace sotto::document {

/// Fills in title and author from a manuscript's YAML header, Project Gutenberg's, or its own first lines, where they
/// have them; mistakes in it are for `read_manuscript` to tell.
void read_title_page(const std::filesystem::path& path, Book& book);

}  // namespace sotto::document
