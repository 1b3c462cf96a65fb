#pragma once

/// Features: who is silent, or reacts, before and after a turn.

#include <cstdint>

#include "annotate/attribution/model/feature_context.h"
#include "annotate/attribution/model/speaker_features.h"

namespace sotto::attribution {

/// Fills in the features of one candidate of a turn from the narration between it and its neighbours: 1 where the
/// candidate is silent there, -1 where somebody else is, between them where a pronoun may mean either.
void add_reaction_features(const FeatureContext& context, std::uint32_t turn, EntityIndex candidate,
                           SpeakerFeatures& f);

/// 2 where the narration between two tokens tells that somebody says nothing, 1 where somebody reacts, else 0.
float reaction_between(const FeatureContext& context, std::uint32_t begin, std::uint32_t end);

}  // namespace sotto::attribution
