#pragma once

/// The YAML header that writers' programs keep at the head of a Markdown file.

#include <cstddef>
#include <optional>
#include <string_view>

#include "annotate/document/sources/source.h"
#include "shared/span.h"

namespace sotto::document {

/// "---", keys and their values, "---" or "...", at `begin` of the text. A scene break at the head of a story is none:
/// every line that is not indented, a comment or an item must be a key of one word, and there is no gap of two lines.
std::optional<Span> find_front_matter(std::string_view text, std::size_t begin);

/// `title` and `author` of a header. What is wrong in it is ignored: it is another program's.
SourceMetadata front_matter_metadata(std::string_view header);

}  // namespace sotto::document
