#include "annotate/attribution.h"

#include <algorithm>

#include "annotate/idiolects.h"
#include "annotate/ranker.h"

namespace sotto {

namespace {

using Allowed = std::vector<std::vector<std::uint8_t>>;

/// A known speaker is the only one allowed, if they are a candidate.
Allowed only(const Evidence& evidence, const std::vector<PersonIndex>& fixed) {
  Allowed allowed(fixed.size());
  for (std::uint32_t i = 0; i < fixed.size(); ++i) {
    for (const Candidate& candidate : evidence.candidates(i))
      allowed[i].push_back(fixed[i] == kNobody || candidate.person == fixed[i] ? 1 : 0);
  }
  return allowed;
}

std::vector<LinkScores> link_scores(const Evidence& evidence, const Forest& forest) {
  const auto count = static_cast<std::uint32_t>(evidence.speeches().size());
  std::vector<LinkScores> scores(count, LinkScores{});
  for (std::uint32_t i = 0; i < count; ++i) {
    LinkFeatures features = link_features(evidence, i);
    for_each_relation(evidence, i, [&](Relation relation) {
      features[kLinkRelation] = static_cast<float>(relation);
      scores[i][relation] = forest.score(features) + relation_prior(evidence, i, relation);
    });
  }
  return scores;
}

}  // namespace

std::vector<Belief> next_beliefs(const Evidence& evidence, const Round& round, const std::vector<Belief>& beliefs,
                                 const std::vector<PersonIndex>& fixed) {
  std::vector<Belief> scores(beliefs.size());
  const std::vector<Belief> told = evidence.told(fixed);
  const Idiolects idiolects(evidence, beliefs);
  std::vector<Features> features;
  for (std::uint32_t i = 0; i < beliefs.size(); ++i) {
    evidence.features(i, told, idiolects, features);
    for (const Features& candidate : features) scores[i].push_back(round.speakers.score(candidate));
  }
  return infer(evidence, scores, link_scores(evidence, round.links), only(evidence, fixed)).beliefs;
}

std::vector<Belief> believe(const Evidence& evidence, const Ranker& ranker, const std::vector<PersonIndex>& fixed) {
  std::vector<Belief> beliefs = evidence.told(fixed);
  for (const Round& round : ranker.rounds) beliefs = next_beliefs(evidence, round, beliefs, fixed);
  return beliefs;
}

std::vector<Decision> attribute(const Evidence& evidence, const Ranker& ranker, const std::vector<PersonIndex>& fixed,
                                const std::vector<PersonIndex>& newcomers) {
  std::vector<PersonIndex> known = fixed;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] == kNobody) known[i] = newcomers[i];
  }
  const std::vector<Belief> beliefs = believe(evidence, ranker, known);
  constexpr double kSomeoneElse =
      0.35;  // that the only candidate is not the speaker; falls with the square of their number
  constexpr double kNewcomer = 0.85;  // a rule of thumb, not learned: the corpus has too few to count
  std::vector<Decision> decisions(beliefs.size());
  for (std::uint32_t i = 0; i < beliefs.size(); ++i) {
    Decision& decision = decisions[i];
    if (fixed[i] != kNobody) {
      decision.person = fixed[i];
      decision.confidence = 1;
      decision.fixed = true;
      continue;
    }
    if (newcomers[i] != kNobody) {
      decision.person = newcomers[i];
      decision.confidence = kNewcomer;
      continue;
    }
    const std::vector<Candidate>& candidates = evidence.candidates(i);
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      const double belief = beliefs[i][c];
      if (belief > decision.confidence) {
        decision.second = decision.person;
        decision.second_confidence = decision.confidence;
        decision.person = candidates[c].person;
        decision.confidence = belief;
      } else if (belief > decision.second_confidence) {
        decision.second = candidates[c].person;
        decision.second_confidence = belief;
      }
    }
    if (!candidates.empty() && evidence.named_by_tag(i) != decision.person) {
      const auto count = static_cast<double>(candidates.size());
      decision.confidence *= 1 - kSomeoneElse / (count * count);
    }
  }
  return decisions;
}

}  // namespace sotto
