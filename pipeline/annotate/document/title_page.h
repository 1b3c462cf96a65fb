#pragma once

/// What a manuscript says of itself: its title, its author, its language.

#include <filesystem>

#include "annotate/document/book.h"

namespace sotto::document {

/// Fills in what a manuscript's metadata say, or a YAML header, Project Gutenberg's, or its own first lines; mistakes
/// in it are reported by `read_manuscript`. Title and author that it does not have stay as they are.
void read_title_page(const std::filesystem::path& path, Book& book);

}  // namespace sotto::document
