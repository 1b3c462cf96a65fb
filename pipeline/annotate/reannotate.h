#pragma once

/// Manuscript + stored scripts -> Script: annotating again what a person has corrected.

#include <vector>

#include "annotate/document/book.h"
#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "annotate/script/script_yaml.h"
#include "shared/diagnostics.h"

namespace sotto::annotate {

/// Re-annotation: the manuscript's lines, with what people corrected kept. Annotates anew with the corrections as
/// anchors, gives corrected lines their `who`, `how` and extent again, and reports those that have no place any more
/// (they go to `unplaced:` of the chapter with their number, or of the last one). A `who` that is nobody in the cast is
/// an error with its place and "did you mean". A chapter is read aloud or not as its stored script says; one that has
/// none, if it is part of the book.
script::Script reannotate(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                          const document::GivenCast& given, const std::vector<script::StoredChapter>& stored,
                          Diagnostics& diagnostics);

}  // namespace sotto::annotate
