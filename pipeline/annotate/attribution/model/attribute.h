#pragma once

/// Who says each speech: the ranker's scores of the candidates, made consistent over each conversation (chain_crf.h).

#include <string>
#include <vector>

#include "annotate/attribution/model/chain_crf.h"
#include "annotate/attribution/model/feature_context.h"
#include "annotate/attribution/model/ranker.h"

namespace sotto::attribution {

/// The speaker of one speech, and the next likely one.
struct Decision {
  EntityIndex speaker = kNobody;
  EntityIndex second = kNobody;
  double confidence = 0;
  double second_confidence = 0;
  bool fixed = false;    ///< a person said so
  bool follows = false;  ///< a person said so of another part of the same speech
};

/// The score of each candidate of each speech, without regard to the other speeches' scores. `fixed`: as for `believe`.
std::vector<Belief> score_candidates(const FeatureContext& context, const Ranker& ranker,
                                     const std::vector<EntityIndex>& fixed);

/// The scores of the steps to each speech.
std::vector<LinkScores> link_scores(const FeatureContext& context, const Forest& forest);

/// How likely each candidate of each speech is, given all that is known. `fixed`: speakers that are known beforehand
/// (kNobody: not known), one for each speech; the speeches around them depend on them.
std::vector<Belief> believe(const FeatureContext& context, const Ranker& ranker, const std::vector<EntityIndex>& fixed);

/// One decision for each speech. `fixed`: speakers whom a person has fixed (kNobody: not fixed),
/// one for each speech; the speeches around them depend on them, and the other pieces of a speech that a tag has cut
/// get the same speaker.
std::vector<Decision> attribute(const FeatureContext& context, const Ranker& ranker,
                                const std::vector<EntityIndex>& fixed);

}  // namespace sotto::attribution
