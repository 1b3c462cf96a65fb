#pragma once

/// Decisions of who says what -> Script.

#include <vector>

#include "annotate/attribution/model/attribute.h"
#include "annotate/attribution/model/document_analysis.h"
#include "annotate/document/book.h"
#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "shared/diagnostics.h"

namespace sotto::annotate {

/// The script of the chapters that `analysis` is of. `decisions`: one for each of its speeches. `narrator` is the first
/// of the script's cast; the characters whom the text names follow, then who else speaks, in the order of their first
/// lines. With `others: narrator` of `given`, the narrator reads the lines of those whom the author does not name. A
/// chapter without text, and a text that is read badly, are warnings.
script::Script write_script(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                            const document::GivenCast& given, const document::Character& narrator,
                            const attribution::DocumentAnalysis& analysis,
                            const std::vector<attribution::Decision>& decisions, Diagnostics& diagnostics);

}  // namespace sotto::annotate
