#pragma once

/// What the clauses beside a speech, and the words it addresses somebody with, tell of its speaker.

#include <cstdint>
#include <vector>

#include "annotate/attribution/model/feature_context.h"
#include "annotate/attribution/model/speaker_features.h"

namespace sotto::attribution {

/// Fills in FeatureContext::turn_tags and described_turns. Needs the turns.
void read_turn_tags(FeatureContext& context);

/// Whom the tags of one speech may mean.
struct TagReferents {
  std::vector<EntityIndex> after;  ///< by the pronoun or description of the tag behind it, most recent first
  std::vector<EntityIndex> before;
  bool named = false;  ///< a tag names somebody beyond doubt
};
TagReferents find_tag_referents(const FeatureContext& context, std::uint32_t speech);

/// How the tags of a speech fit a candidate. `referents`: of the speech.
void add_tag_features(const FeatureContext& context, const Speech& speech, const TagReferents& referents,
                      const Candidate& candidate, SpeakerFeatures& features);

}  // namespace sotto::attribution
