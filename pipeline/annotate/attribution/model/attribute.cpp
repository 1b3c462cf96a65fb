#include "annotate/attribution/model/attribute.h"

#include <algorithm>

#include "annotate/attribution/model/ranker.h"
#include "annotate/attribution/model/speaker_style.h"
#include "shared/portable_math.h"

namespace sotto::attribution {

namespace {

/// How often a decision is right that the conversation's sums are so sure of: they know no doubt of what was learned.
/// Platt's scaling ("Probabilistic Outputs for Support Vector Machines", 1999), but that the surest are less sure than
/// it makes them: from odds of 10 to 3 on, further odds count less. Its numbers are from decisions on authors that were
/// left out of the learning.
double calibrated(double belief) {
  constexpr double kSlope = 0.72;
  constexpr double kOffset = -0.17;
  constexpr double kKnee = 1.2;
  constexpr double kBeyond = 0.8;
  constexpr double kSurest = 1 - 1e-6;
  const double sure = std::clamp(belief, 1 - kSurest, kSurest);
  double score = kSlope * portable_log(sure / (1 - sure)) + kOffset;
  if (score > kKnee) score = kKnee + kBeyond * (score - kKnee);
  return 1 / (1 + portable_exp(-score));
}

/// Whom a tag describes ("said the tall man") may turn out to be a character, but hardly somebody described otherwise;
/// and where the text never brought in a tall man, it will be a character. An old one will have a title. And nobody is
/// what another is said to be.
void weigh_descriptions(const FeatureExtractor& evidence, std::uint32_t speech, Belief& scores) {
  constexpr float kHardly = -3;
  constexpr float kRather = 1.5;
  constexpr float kSurely = 6;
  const std::vector<Candidate>& candidates = evidence.candidates(speech);
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    if (evidence.is_likeness(candidates[c].person)) scores[c] += kHardly;
  }
  const EntityIndex tagged = evidence.named_by_tag(speech);
  if (tagged == kNobody || evidence.is_character(tagged)) return;
  std::vector<std::size_t> elders;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    if (evidence.is_elder(speech, candidates[c].person)) elders.push_back(c);
  }
  for (const std::size_t c : elders) scores[c] += elders.size() == 1 ? kSurely : kRather;
  const bool familiar = evidence.is_familiar(speech);
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    if (!evidence.is_character(candidates[c].person) && (familiar || candidates[c].person != tagged))
      scores[c] += kHardly;
  }
}

/// A tag that by its grammar is the speech's own, and has a name, is practically always right.
void weigh_sure_tag(const FeatureExtractor& evidence, std::uint32_t speech, Belief& scores) {
  constexpr float kPracticallyAlways = 5;
  const EntityIndex named = evidence.surely_named(speech);
  if (named == kNobody) return;
  const std::vector<Candidate>& candidates = evidence.candidates(speech);
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    if (candidates[c].person == named) scores[c] += kPracticallyAlways;
  }
}

/// "she said" is no man.
void weigh_pronoun(const FeatureExtractor& evidence, std::uint32_t speech, Belief& scores) {
  constexpr float kHardly = -4;
  const language::Gender said = evidence.said_by(speech);
  if (said == language::Gender::unknown) return;
  const std::vector<Candidate>& candidates = evidence.candidates(speech);
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    const language::Gender gender = evidence.gender(candidates[c].person);
    if (gender != language::Gender::unknown && gender != said) scores[c] += kHardly;
  }
}

using Allowed = std::vector<std::vector<std::uint8_t>>;

/// A known speaker is the only one allowed, if they are a candidate.
Allowed only(const FeatureExtractor& evidence, const std::vector<EntityIndex>& fixed) {
  Allowed allowed(fixed.size());
  for (std::uint32_t i = 0; i < fixed.size(); ++i) {
    for (const Candidate& candidate : evidence.candidates(i))
      allowed[i].push_back(fixed[i] == kNobody || candidate.person == fixed[i] ? 1 : 0);
  }
  // A voice that is known to be Erik's is nobody's own for the lines that follow.
  constexpr std::uint32_t kFollowing = 8;
  for (std::uint32_t i = 0; i < fixed.size(); ++i) {
    const EntityIndex voice = evidence.named_by_tag(i);
    if (fixed[i] == kNobody || voice == kNobody || voice == fixed[i] || evidence.is_character(voice)) continue;
    for (std::uint32_t j = i + 1; j < std::min<std::size_t>(fixed.size(), i + 1 + kFollowing); ++j) {
      const std::vector<Candidate>& candidates = evidence.candidates(j);
      for (std::size_t c = 0; c < candidates.size(); ++c) {
        if (candidates[c].person == voice && candidates.size() > 1 && evidence.named_by_tag(j) != voice &&
            fixed[j] != voice)
          allowed[j][c] = 0;
      }
    }
  }
  return allowed;
}

std::vector<LinkScores> link_scores(const FeatureExtractor& evidence, const Forest& forest) {
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

/// How well each candidate of each speech fits, by itself.
std::vector<Belief> score_candidates(const FeatureExtractor& evidence, const Ranker& ranker,
                                     const std::vector<EntityIndex>& fixed) {
  const std::vector<Belief> told = evidence.told(fixed);
  const SpeakerStyles idiolects(evidence, told);
  std::vector<Belief> scores(told.size());
  std::vector<SpeakerFeatures> features;
  for (std::uint32_t i = 0; i < told.size(); ++i) {
    evidence.features(i, told, idiolects, features);
    for (const SpeakerFeatures& candidate : features) scores[i].push_back(ranker.speakers.score(candidate));
    weigh_descriptions(evidence, i, scores[i]);
    weigh_sure_tag(evidence, i, scores[i]);
    weigh_pronoun(evidence, i, scores[i]);
  }
  return scores;
}

}  // namespace

std::vector<Belief> believe(const FeatureExtractor& evidence, const Ranker& ranker,
                            const std::vector<EntityIndex>& fixed) {
  return infer(evidence, score_candidates(evidence, ranker, fixed), link_scores(evidence, ranker.links),
               only(evidence, fixed))
      .beliefs;
}

namespace {

/// What is decided where all that is known beforehand is in `fixed`, `followers` and `newcomers`, in this order.
std::vector<Decision> decide(const FeatureExtractor& evidence, const Ranker& ranker,
                             const std::vector<EntityIndex>& fixed, const std::vector<EntityIndex>& followers,
                             const std::vector<EntityIndex>& newcomers) {
  std::vector<EntityIndex> known = fixed;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] == kNobody) known[i] = followers[i] == kNobody ? newcomers[i] : followers[i];
  }
  const std::vector<Belief> beliefs = believe(evidence, ranker, known);
  constexpr double kSomeoneElse =
      0.35;  // that the only candidate is not the speaker; falls with the square of their number
  // Rules of thumb, not learned: the corpus has too few to count.
  constexpr double kFollower = 0.97;
  constexpr double kNewcomer = 0.85;
  std::vector<Decision> decisions(beliefs.size());
  for (std::uint32_t i = 0; i < beliefs.size(); ++i) {
    Decision& decision = decisions[i];
    if (fixed[i] != kNobody) {
      decision.person = fixed[i];
      decision.confidence = 1;
      decision.fixed = true;
      continue;
    }
    if (followers[i] != kNobody) {
      decision.person = followers[i];
      decision.confidence = kFollower;
      decision.follows = true;
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
    if (candidates.empty()) continue;
    const double rest = 1 - decision.confidence;
    decision.confidence = calibrated(decision.confidence);
    if (rest > 0)
      decision.second_confidence =
          std::min(decision.confidence, decision.second_confidence / rest * (1 - decision.confidence));
    if (evidence.named_by_tag(i) != decision.person) {
      const auto count = static_cast<double>(candidates.size());
      decision.confidence *= 1 - kSomeoneElse / (count * count);
      decision.second_confidence = std::min(decision.second_confidence, decision.confidence);
    }
  }
  return decisions;
}

/// A speech that is cut in pieces by a tag, or goes on over paragraphs, is one person's: where one piece has been
/// corrected, the others that were thought to be by the same speaker follow the nearest one that was, first of all the
/// one before.
std::vector<EntityIndex> find_followers(const FeatureExtractor& evidence, const std::vector<EntityIndex>& fixed,
                                        const std::vector<Decision>& unaided) {
  std::vector<EntityIndex> followers(fixed.size(), kNobody);
  for (const Turn& turn : evidence.turns()) {
    const auto follow = [&](std::uint32_t& leader, std::uint32_t i) {
      if (fixed[i] != kNobody) leader = i;
      if (fixed[i] == kNobody && leader != kNone && followers[i] == kNobody &&
          unaided[i].person == unaided[leader].person)
        followers[i] = fixed[leader];
    };
    std::uint32_t leader = kNone;
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) follow(leader, i);
    leader = kNone;
    for (std::uint32_t i = turn.last + 1; i-- > turn.first;) follow(leader, i);
  }
  return followers;
}

}  // namespace

std::vector<Decision> attribute(const FeatureExtractor& evidence, const Ranker& ranker,
                                const std::vector<EntityIndex>& fixed, const std::vector<EntityIndex>& newcomers) {
  const std::vector<EntityIndex> nobody(fixed.size(), kNobody);
  std::vector<Decision> unaided = decide(evidence, ranker, nobody, nobody, newcomers);
  if (fixed == nobody) return unaided;
  return decide(evidence, ranker, fixed, find_followers(evidence, fixed, unaided), newcomers);
}

}  // namespace sotto::attribution
