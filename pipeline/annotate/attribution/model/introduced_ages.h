#pragma once

/// The ages of those whom the narration describes before it names them: "There sat a girl of about ten. ... the girl
/// asked. ... her name was Wren".

#include <vector>

#include "annotate/attribution/model/attribute.h"
#include "annotate/attribution/model/document_analysis.h"

namespace sotto::attribution {

/// Adds ages in years that a scene tells of somebody it introduces, to who speaks by the tag "said the girl", or by the
/// tag "said a voice" right before it. `decisions`: one for each speech.
void learn_introduced_ages(DocumentAnalysis& analysis, const std::vector<Decision>& decisions);

}  // namespace sotto::attribution
