#pragma once

/// What the narration about a speech tells of a candidate: who acts, who is looked at, who is salient.

#include <cstdint>

#include "annotate/attribution/model/feature_context.h"
#include "annotate/attribution/model/speaker_features.h"

namespace sotto::attribution {

/// Where the paragraph of a speech, and those beside it, mention the candidate, and how often the book does.
void add_mention_features(const FeatureContext& context, const Speech& speech, const Candidate& candidate,
                          SpeakerFeatures& features);

/// How far the pronouns beside a speech mean the candidate, and how salient the candidate is there. `turn`: of the
/// speech.
void add_salience_features(const FeatureContext& context, const Speech& speech, std::uint32_t turn,
                           const Candidate& candidate, SpeakerFeatures& features);

/// Whether narration of a paragraph has a person as an object (spoken to, looked at): 1 or 0.
float object_in(const FeatureContext& context, std::uint32_t paragraph, EntityIndex entity);

/// Whether a paragraph's last (or first) acting pronoun or description agrees with a gender: 1, -1, or 0 for unknown.
float actor_gender(const FeatureContext& context, std::uint32_t paragraph, bool last, language::Gender gender);

}  // namespace sotto::attribution
