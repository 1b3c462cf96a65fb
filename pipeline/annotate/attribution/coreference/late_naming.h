#pragma once

/// A voice out of the dark: "You kept it," said a voice. Who speaks so is new to the scene, and the narration names
/// them soon.

#include <vector>

#include "annotate/attribution/mentions/mentions.h"
#include "annotate/attribution/model/document_analysis.h"

namespace sotto::attribution {

/// For each speech whose tag names only "a voice", "someone" or "somebody": the first character whom the narration
/// names within the next paragraphs of the scene, and had not named in the scene before. Until then "he" or "she", as
/// the character is one, is the newcomer too. kNobody for every other speech.
std::vector<EntityIndex> link_late_named(const DocumentAnalysis& analysis);

}  // namespace sotto::attribution
