#pragma once

/// What the speeches around one tell of a candidate: who is called, and who surely speaks before and after.

#include <cstdint>
#include <vector>

#include "annotate/attribution/model/feature_context.h"
#include "annotate/attribution/model/speaker_features.h"

namespace sotto::attribution {

/// `speech`: by index. `certain`: for each speech and candidate, what is certain beforehand (certain_beliefs).
void add_turn_features(const FeatureContext& context, std::uint32_t speech, const Candidate& candidate,
                       const std::vector<Belief>& certain, SpeakerFeatures& features);

}  // namespace sotto::attribution
