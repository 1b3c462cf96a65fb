#pragma once

/// Who may have said each speech: whoever is named about it, before and after, or has been spoken of lately.

#include "annotate/attribution/model/feature_context.h"

namespace sotto::attribution {

/// Fills in FeatureContext::candidates, with what the text before each speech tells of them. Needs the turns and their
/// tags. Where "she said" fits nobody, an unknown woman becomes a candidate, and the speech's tagged one.
void find_candidates(FeatureContext& context);

/// Adds to the candidates what the text after a turn tells of them.
void add_following_context(FeatureContext& context);

/// Adds to the candidates how much each scene as a whole speaks of them and has them speak.
void add_scene_shares(FeatureContext& context);

}  // namespace sotto::attribution
