#pragma once

/// All numbers by which the ranker scores the candidates of a speech.

#include <cstdint>
#include <vector>

#include "annotate/attribution/model/feature_context.h"
#include "annotate/attribution/model/speaker_features.h"
#include "annotate/attribution/model/speaker_style.h"

namespace sotto::attribution {

/// What is certain beforehand, for each speech and candidate: 1 for a person whom a tag names, or who is fixed
/// (kNobody: not), else 0 for everybody.
std::vector<Belief> certain_beliefs(const FeatureContext& context, const std::vector<EntityIndex>& fixed);

/// The features of each candidate of a speech, given what is certain of the other speeches and how people talk.
std::vector<SpeakerFeatures> extract_features(const FeatureContext& context, std::uint32_t speech,
                                              const std::vector<Belief>& certain, const SpeakerStyles& styles);

}  // namespace sotto::attribution
