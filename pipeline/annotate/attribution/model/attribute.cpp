#include "annotate/attribution/model/attribute.h"

#include <algorithm>

#include "annotate/attribution/model/described_speakers.h"
#include "annotate/attribution/model/feature_extraction.h"
#include "annotate/attribution/model/speaker_style.h"
#include "annotate/attribution/model/tagged_speakers.h"
#include "shared/portable_math.h"

namespace sotto::attribution {

namespace {

/// Calibrates the probability of a decision: the share of decisions with it that are right, which is lower than the
/// model's own probability. Platt's scaling ("Probabilistic Outputs for Support Vector Machines", 1999) on log odds,
/// with a smaller slope from odds of 10 to 3 on. The numbers are fitted to authors that were left out of the learning.
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

/// Adjusts the scores where a tag only describes its speaker ("said the tall man"): the speaker may be a character, but
/// hardly an entity with another description; a character for sure where the text never introduced a tall man. "The old
/// lady" favours characters with a title or of that age. Predicate nominals ("he was a small man") are hardly
/// candidates.
void weigh_descriptions(const FeatureContext& context, std::uint32_t speech, Belief& scores) {
  constexpr float kHardly = -3;
  constexpr float kRather = 1.5;
  constexpr float kSurely = 6;
  const std::vector<Candidate>& candidates = context.candidates[speech];
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    if (context.predicate_only[candidates[c].entity]) scores[c] += kHardly;
  }
  const EntityIndex tagged = context.tagged[speech];
  if (tagged == kNobody || context.is_character(tagged)) return;
  std::vector<std::size_t> elders;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    if (is_elder(context, speech, candidates[c].entity)) elders.push_back(c);
  }
  for (const std::size_t c : elders) scores[c] += elders.size() == 1 ? kSurely : kRather;
  const bool familiar = is_familiar(context, speech);
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    if (!context.is_character(candidates[c].entity) && (familiar || candidates[c].entity != tagged))
      scores[c] += kHardly;
  }
}

/// Raises the score of the character whom the speech's own tag names: such a tag is nearly always right.
void weigh_sure_tag(const FeatureContext& context, std::uint32_t speech, Belief& scores) {
  constexpr float kPracticallyAlways = 5;
  const EntityIndex named = context.surely_named[speech];
  if (named == kNobody) return;
  const std::vector<Candidate>& candidates = context.candidates[speech];
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    if (candidates[c].entity == named) scores[c] += kPracticallyAlways;
  }
}

/// Lowers the scores of candidates whose gender contradicts the pronoun of the tag ("she said"); who is "I" is neither
/// he nor she.
void weigh_pronoun(const FeatureContext& context, std::uint32_t speech, Belief& scores) {
  constexpr float kHardly = -4;
  const language::Gender said = said_by(context, speech);
  if (said == language::Gender::unknown) return;
  const std::vector<Candidate>& candidates = context.candidates[speech];
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    const EntityIndex entity = candidates[c].entity;
    const language::Gender gender = context.gender(entity);
    const bool narrates = entity == context.entities.first_person_narrator;
    if (narrates || (gender != language::Gender::unknown && gender != said)) scores[c] += kHardly;
  }
}

using Allowed = std::vector<std::vector<std::uint8_t>>;

/// For each speech, which candidates are allowed (empty: any): where the speaker is known and a candidate, only that
/// one.
Allowed only(const FeatureContext& context, const std::vector<EntityIndex>& fixed) {
  Allowed allowed(fixed.size());
  for (std::uint32_t i = 0; i < fixed.size(); ++i) {
    if (fixed[i] == kNobody) continue;
    for (const Candidate& candidate : context.candidates[i]) allowed[i].push_back(candidate.entity == fixed[i] ? 1 : 0);
  }
  // Where "said the voice" is fixed as Erik's, the entity "the voice" is not a candidate of the lines that follow.
  constexpr std::uint32_t kFollowing = 8;
  for (std::uint32_t i = 0; i < fixed.size(); ++i) {
    const EntityIndex voice = context.tagged[i];
    if (fixed[i] == kNobody || voice == kNobody || voice == fixed[i] || context.is_character(voice)) continue;
    for (std::uint32_t j = i + 1; j < std::min<std::size_t>(fixed.size(), i + 1 + kFollowing); ++j) {
      const std::vector<Candidate>& candidates = context.candidates[j];
      for (std::size_t c = 0; c < candidates.size(); ++c) {
        if (candidates[c].entity != voice || candidates.size() == 1 || context.tagged[j] == voice || fixed[j] == voice)
          continue;
        if (allowed[j].empty()) allowed[j].assign(candidates.size(), 1);
        allowed[j][c] = 0;
      }
    }
  }
  return allowed;
}

}  // namespace

std::vector<LinkScores> link_scores(const FeatureContext& context, const Forest& forest) {
  const auto count = static_cast<std::uint32_t>(context.speeches.size());
  std::vector<LinkScores> scores(count, LinkScores{});
  for (std::uint32_t i = 0; i < count; ++i) {
    LinkFeatures features = link_features(context, i);
    for_each_relation(context, i, [&](Relation relation) {
      features[kLinkRelation] = static_cast<float>(relation);
      scores[i][relation] = forest.score(features) + relation_prior(context, i, relation);
    });
  }
  return scores;
}

std::vector<Belief> score_candidates(const FeatureContext& context, const Ranker& ranker,
                                     const std::vector<EntityIndex>& fixed) {
  const std::vector<Belief> certain = certain_beliefs(context, fixed);
  const SpeakerStyles styles(context, certain);
  std::vector<Belief> scores(certain.size());
  for (std::uint32_t i = 0; i < certain.size(); ++i) {
    const auto candidates = extract_features(context, i, certain, styles);
    scores[i].reserve(candidates.size());
    for (const SpeakerFeatures& candidate : candidates) scores[i].push_back(ranker.speakers.score(candidate));
    weigh_descriptions(context, i, scores[i]);
    weigh_sure_tag(context, i, scores[i]);
    weigh_pronoun(context, i, scores[i]);
  }
  return scores;
}

std::vector<Belief> believe(const FeatureContext& context, const Ranker& ranker,
                            const std::vector<EntityIndex>& fixed) {
  return infer(context, score_candidates(context, ranker, fixed), link_scores(context, ranker.links),
               only(context, fixed))
      .beliefs;
}

namespace {

/// Decides all speeches. Speakers known beforehand come from `fixed`, then `followers`, then the context's late_named.
std::vector<Decision> decide(const FeatureContext& context, const Ranker& ranker, const std::vector<EntityIndex>& fixed,
                             const std::vector<EntityIndex>& followers) {
  const std::vector<EntityIndex>& late_named = context.late_named;
  std::vector<EntityIndex> known = fixed;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] == kNobody) known[i] = followers[i] == kNobody ? late_named[i] : followers[i];
  }
  const std::vector<Belief> beliefs = believe(context, ranker, known);
  constexpr double kSomeoneElse =
      0.35;  // that the only candidate is not the speaker; falls with the square of their number
  // Chosen by hand: the corpus has too few such cases to learn from.
  constexpr double kFollower = 0.97;
  constexpr double kLateNamed = 0.85;
  std::vector<Decision> decisions(beliefs.size());
  for (std::uint32_t i = 0; i < beliefs.size(); ++i) {
    Decision& decision = decisions[i];
    if (fixed[i] != kNobody) {
      decision.speaker = fixed[i];
      decision.confidence = 1;
      decision.fixed = true;
      continue;
    }
    if (followers[i] != kNobody) {
      decision.speaker = followers[i];
      decision.confidence = kFollower;
      decision.follows = true;
      continue;
    }
    if (late_named[i] != kNobody) {
      decision.speaker = late_named[i];
      decision.confidence = kLateNamed;
      continue;
    }
    const std::vector<Candidate>& candidates = context.candidates[i];
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      const double belief = beliefs[i][c];
      if (belief > decision.confidence) {
        decision.second = decision.speaker;
        decision.second_confidence = decision.confidence;
        decision.speaker = candidates[c].entity;
        decision.confidence = belief;
      } else if (belief > decision.second_confidence) {
        decision.second = candidates[c].entity;
        decision.second_confidence = belief;
      }
    }
    if (candidates.empty()) continue;
    const double rest = 1 - decision.confidence;
    decision.confidence = calibrated(decision.confidence);
    if (rest > 0)
      decision.second_confidence =
          std::min(decision.confidence, decision.second_confidence / rest * (1 - decision.confidence));
    if (context.tagged[i] != decision.speaker) {
      const auto count = static_cast<double>(candidates.size());
      decision.confidence *= 1 - kSomeoneElse / (count * count);
      decision.second_confidence = std::min(decision.second_confidence, decision.confidence);
    }
  }
  return decisions;
}

/// The speakers of pieces that follow a correction. A speech that a tag cuts in pieces, or that goes on over
/// paragraphs, has one speaker: where one piece has been corrected, the others that were decided for the same speaker
/// follow the nearest corrected piece, preferably one before them.
std::vector<EntityIndex> find_followers(const FeatureContext& context, const std::vector<EntityIndex>& fixed,
                                        const std::vector<Decision>& unaided) {
  std::vector<EntityIndex> followers(fixed.size(), kNobody);
  for (const Turn& turn : context.turns) {
    const auto follow = [&](std::uint32_t& leader, std::uint32_t i) {
      if (fixed[i] != kNobody) leader = i;
      if (fixed[i] == kNobody && leader != kNone && followers[i] == kNobody &&
          unaided[i].speaker == unaided[leader].speaker)
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

std::vector<Decision> attribute(const FeatureContext& context, const Ranker& ranker,
                                const std::vector<EntityIndex>& fixed) {
  const std::vector<EntityIndex> nobody(fixed.size(), kNobody);
  std::vector<Decision> unaided = decide(context, ranker, nobody, nobody);
  if (fixed == nobody) return unaided;
  return decide(context, ranker, fixed, find_followers(context, fixed, unaided));
}

}  // namespace sotto::attribution
