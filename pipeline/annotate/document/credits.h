#pragma once

/// Opening and closing credits: what a book says of itself before its first chapter and after its last, in the words of
/// its language. They are sources of the manuscript like its files, so that script, captions and times have them.

#include <optional>

#include "annotate/document/book.h"
#include "annotate/document/manuscript.h"

namespace sotto::document {

/// The book's files between "TITLE, by AUTHOR. Read by ..." and "This was TITLE, by AUTHOR. Read by ...", where it
/// wants them; nothing, where there was an error.
std::optional<Manuscript> read_with_credits(const Book& book, Diagnostics& diagnostics);

}  // namespace sotto::document
