#pragma once

/// What Project Gutenberg puts round the books that it distributes.

#include <optional>
#include <string_view>

#include "annotate/document/sources/block.h"
#include "annotate/document/sources/source.h"

namespace sotto::document {

/// Whether a line is "*** START OF THE PROJECT GUTENBERG EBOOK ..." or "*** END OF ...", which older texts write "End
/// of Project Gutenberg's ...".
std::optional<Block::Kind> gutenberg_mark(std::string_view line);

/// Title, author and language from the header of a text ("Title: Emma").
SourceMetadata gutenberg_metadata(std::string_view text);

}  // namespace sotto::document
