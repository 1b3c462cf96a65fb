#pragma once

/// The first stage: Manuscript -> Script.

#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/book.h"
#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "annotate/script/speaker_anchor.h"
#include "shared/diagnostics.h"

namespace sotto::annotate {

/// Cuts the manuscript into lines and finds who says each: a character of `given`; unless that cast is closed, another
/// character of the text; one whom an anchor names; an unnamed speaker ("the-old-woman"); or, where nothing is known,
/// the narrator, with low confidence.
/// An unbalanced quotation mark is a warning where it opened.
script::Script annotate(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                        const document::GivenCast& given, std::vector<script::SpeakerAnchor> anchors,
                        Diagnostics& diagnostics);

}  // namespace sotto::annotate
