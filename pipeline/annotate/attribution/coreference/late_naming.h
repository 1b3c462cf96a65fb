#pragma once

/// Links speakers whom a tag only describes ("said a voice", "said the boy") to the character whom the scene names soon
/// after, or decides that the scene never names them.

#include <vector>

#include "annotate/attribution/mentions/mentions.h"
#include "annotate/attribution/model/document_analysis.h"

namespace sotto::attribution {

/// For each speech, by its index:
/// - where its tag has only "a voice", "someone" or "somebody": the first character whom the narration names within the
///   next paragraphs of the scene and had not named in the scene before, or the voice itself where there is none. Until
///   that name, speeches with "he" or "she" (as the character is) beside them are the same character's;
/// - where its tag describes somebody ("said the boy") whom the scene does not name: the entity of the description;
/// - kNobody otherwise.
std::vector<EntityIndex> link_late_named(const DocumentAnalysis& analysis);

}  // namespace sotto::attribution
