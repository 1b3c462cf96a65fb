#pragma once

/// Changes to a text that has been read, which keep the places of its characters known.

#include <string>
#include <vector>

#include "annotate/document/sources/anchors.h"
#include "annotate/document/sources/source.h"

namespace sotto::document {

/// Makes the edits, which are in order and do not overlap.
void edit_text(std::string& text, AnchorMap& anchors, const std::vector<TextEdit>& edits);

/// The same for a whole source: its blocks, chapters and other places move with their characters. What becomes empty
/// is no block.
void edit_source(Source& source, const std::vector<TextEdit>& edits);

}  // namespace sotto::document
