#pragma once

/// Who says each speech: the ranker's beliefs, brought into agreement over each conversation.

#include <string>
#include <vector>

#include "annotate/attribution/model/chain_crf.h"
#include "annotate/attribution/model/features.h"
#include "annotate/attribution/model/ranker.h"

namespace sotto::attribution {

/// One speech's speaker.
struct Decision {
  EntityIndex person = kNobody;
  double confidence = 0;
  EntityIndex second = kNobody;
  double second_confidence = 0;
  bool fixed = false;    ///< a person said so
  bool follows = false;  ///< a person said so of another part of the same speech
};

/// How likely each candidate of each speech is, given all that is known. `fixed`: speakers that are known beforehand
/// (kNobody: not known), one for each speech; they are evidence for their neighbours.
std::vector<Belief> believe(const FeatureExtractor& evidence, const Ranker& ranker,
                            const std::vector<EntityIndex>& fixed);

/// One decision for each of the evidence's speeches. `fixed`: speakers whom a person has fixed (kNobody: not fixed),
/// one for each speech; they are evidence for their neighbours, and the rest of a speech that a tag has cut in pieces
/// follows. `newcomers`: speakers that are known otherwise.
std::vector<Decision> attribute(const FeatureExtractor& evidence, const Ranker& ranker,
                                const std::vector<EntityIndex>& fixed, const std::vector<EntityIndex>& newcomers);

/// The rule behind a decision in one word, and the evidence in words for people.
struct Reason {
  std::string rule;
  std::string evidence;
};
Reason explain(std::string_view text, const document::Tokens& tokens, const Entities& people, const Mentions& mentions,
               const std::vector<document::Quote>& quotes, const FeatureExtractor& evidence,
               const std::vector<Decision>& decisions, std::uint32_t speech);

}  // namespace sotto::attribution
