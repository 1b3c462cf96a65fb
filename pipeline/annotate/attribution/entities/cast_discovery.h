#pragma once

/// The characters of a text whose cast nobody gives.

#include <vector>

#include "annotate/document/book.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// The characters that the text shows by how it uses names: as subjects of speech and action, with titles, called out.
/// The most frequent first.
std::vector<document::Character> discover_cast(document::Tokens& tokens);

}  // namespace sotto::attribution
