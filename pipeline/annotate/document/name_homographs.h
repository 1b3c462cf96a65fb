#pragma once

/// Names that are ordinary words as well: Will, May, June, Rose; Father, where his children tell the story.

#include "annotate/document/tokens.h"

namespace sotto::document {

/// Where the text has one of these speak by name ("asked Will", "May said"), each of its tokens that is the name gets a
/// word of its own (Lexicon::name_of), which is a given name and nothing else.
void separate_name_homographs(Tokens& tokens);

}  // namespace sotto::document
