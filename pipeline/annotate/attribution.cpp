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

/// A speech that goes on over paragraphs has one speaker: its parts' beliefs become one.
void agree_over_paragraphs(const Evidence& evidence, std::vector<Belief>& beliefs) {
  constexpr float kDoubt = 0.02F;  // that one part alone leaves to a candidate whom it rejects
  const auto share = [&](std::uint32_t speech, PersonIndex person) {
    const std::vector<Candidate>& candidates = evidence.candidates(speech);
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      if (candidates[c].person == person) return beliefs[speech][c] + kDoubt;
    }
    return kDoubt;
  };
  for (std::uint32_t i = 1; i < beliefs.size(); ++i) {
    if (!evidence.continues(i)) continue;
    const auto joint = [&](std::uint32_t part) {
      Belief belief;
      float total = 0;
      for (const Candidate& candidate : evidence.candidates(part)) {
        belief.push_back(share(i, candidate.person) * share(i - 1, candidate.person));
        total += belief.back();
      }
      for (float& one : belief) one /= std::max(total, 1e-9F);
      return belief;
    };
    Belief later = joint(i);
    beliefs[i - 1] = joint(i - 1);
    beliefs[i] = std::move(later);
  }
}

}  // namespace

std::vector<Belief> next_beliefs(const Evidence& evidence, const Ranker& ranker, std::size_t round,
                                 const std::vector<Belief>& beliefs) {
  std::vector<Belief> next(beliefs.size());
  std::vector<Features> features;
  for (std::uint32_t i = 0; i < beliefs.size(); ++i) {
    evidence.features(i, beliefs, features);
    next[i] = ranker.rank(round, features);
  }
  agree_over_paragraphs(evidence, next);
  return next;
}

std::vector<Belief> believe(const Evidence& evidence, const Ranker& ranker, const std::vector<PersonIndex>& fixed) {
  std::vector<Belief> beliefs = evidence.first_beliefs();
  fix(evidence, fixed, beliefs);
  for (std::size_t round = 0; round < ranker.rounds.size(); ++round) {
    beliefs = next_beliefs(evidence, ranker, round, beliefs);
    fix(evidence, fixed, beliefs);
  }
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
