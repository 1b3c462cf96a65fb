#pragma once

/// The ages of children, as people of the story say them: "I am ten", "our Tom, he's twelve".

#include <vector>

#include "annotate/attribution/model/attribute.h"
#include "annotate/attribution/model/document_analysis.h"

namespace sotto::attribution {

/// Adds the ages that speeches tell in years, of who speaks and of who is named, to those who may be children.
/// `decisions`: one for each speech.
void learn_spoken_ages(DocumentAnalysis& analysis, const std::vector<Decision>& decisions);

}  // namespace sotto::attribution
