#include "annotate/attribution.h"

#include <algorithm>

#include "annotate/ranker.h"

namespace sotto {

namespace {

/// A known speaker is certain, whatever the ranker thinks.
void fix(const Evidence& evidence, const std::vector<PersonIndex>& fixed, std::vector<Belief>& beliefs) {
  for (std::uint32_t i = 0; i < fixed.size(); ++i) {
    if (fixed[i] == kNobody) continue;
    const std::vector<Candidate>& candidates = evidence.candidates(i);
    for (std::size_t c = 0; c < candidates.size(); ++c) beliefs[i][c] = candidates[c].person == fixed[i] ? 1.0F : 0.0F;
  }
}

}  // namespace

std::vector<Decision> attribute(const Evidence& evidence, const std::vector<PersonIndex>& fixed) {
  constexpr int kRounds = 3;
  std::vector<Belief> beliefs = evidence.first_beliefs();
  fix(evidence, fixed, beliefs);
  std::vector<Features> features;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<Belief> next(beliefs.size());
    for (std::uint32_t i = 0; i < beliefs.size(); ++i) {
      evidence.features(i, beliefs, features);
      next[i] = rank(round, features);
    }
    beliefs = std::move(next);
    fix(evidence, fixed, beliefs);
  }
  std::vector<Decision> decisions(beliefs.size());
  for (std::uint32_t i = 0; i < beliefs.size(); ++i) {
    Decision& decision = decisions[i];
    if (fixed[i] != kNobody) {
      decision.person = fixed[i];
      decision.confidence = 1;
      decision.fixed = true;
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
  }
  return decisions;
}

}  // namespace sotto
