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
  double confidence = 0;
  EntityIndex second = kNobody;
  double second_confidence = 0;
  bool fixed = false;    ///< a person said so
  bool follows = false;  ///< a person said so of another part of the same speech
};

/// How likely each candidate of each speech is, given all that is known. `fixed`: speakers that are known beforehand
/// (kNobody: not known), one for each speech; they tell of their neighbours, too.
std::vector<Belief> believe(const FeatureContext& context, const Ranker& ranker, const std::vector<EntityIndex>& fixed);

/// One decision for each speech. `fixed`: speakers whom a person has fixed (kNobody: not fixed),
/// one for each speech; they tell of their neighbours, too, and the rest of a speech that a tag has cut in pieces
/// follows. `late_named`: speakers that are known otherwise (link_late_named).
std::vector<Decision> attribute(const FeatureContext& context, const Ranker& ranker,
                                const std::vector<EntityIndex>& fixed, const std::vector<EntityIndex>& late_named);

}  // namespace sotto::attribution
