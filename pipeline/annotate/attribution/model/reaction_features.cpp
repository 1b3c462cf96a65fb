#include "annotate/attribution/model/reaction_features.h"

#include <algorithm>
#include <cmath>

#include "annotate/attribution/coreference/salience.h"

namespace sotto::attribution {

namespace {

constexpr std::uint32_t kNearWords = 150;  // words of narration beside a turn that are looked at

/// How far a reaction is a candidate's own, -1 to 1.
float ownership(const FeatureContext& context, const Reaction& reaction, EntityIndex candidate) {
  const Mention& mention = context.mentions.all[reaction.mention];
  const float share = mention.kind == MentionKind::pronoun
                          ? share_in(context.salience.meant_by(reaction.mention), candidate)
                      : refers_to(mention, candidate) ? 1.0F
                                                      : 0.0F;
  return 2 * share - 1;
}

struct ReactionOwnership {
  float silent = 0;
  float reacts = 0;
};

/// Of several reactions the surest counts.
ReactionOwnership ownership_between(const FeatureContext& context, std::uint32_t begin, std::uint32_t end,
                                    EntityIndex candidate) {
  ReactionOwnership found;
  for (auto one = first_reaction(context.reactions, begin); one != context.reactions.end() && one->token < end; ++one) {
    float& most = one->silent ? found.silent : found.reacts;
    const float here = ownership(context, *one, candidate);
    if (std::abs(here) > std::abs(most)) most = here;
  }
  return found;
}

}  // namespace

void add_reaction_features(const FeatureContext& context, std::uint32_t turn, EntityIndex candidate,
                           SpeakerFeatures& f) {
  const document::Range words = context.words_of(context.turns[turn]);
  const std::uint32_t paragraph = context.tokens.paragraphs[context.turns[turn].paragraph].begin;
  const std::int64_t before = context.neighbour_turn(turn, -1);
  const std::int64_t after = context.neighbour_turn(turn, 1);
  const std::uint32_t near_before = paragraph - std::min(paragraph, kNearWords);
  const std::uint32_t begin =
      before < 0 ? near_before
                 : std::max(near_before, context.words_of(context.turns[static_cast<std::size_t>(before)]).end);
  const ReactionOwnership earlier = ownership_between(context, begin, paragraph, candidate);
  f[kSilentBefore] = earlier.silent;
  f[kReactsBefore] = earlier.reacts;
  std::uint32_t end = words.end + kNearWords;
  if (after >= 0) {
    const Turn& next = context.turns[static_cast<std::size_t>(after)];
    end = std::min(end, context.tokens.paragraphs[next.paragraph].begin);
  }
  const ReactionOwnership later = ownership_between(context, words.end, end, candidate);
  f[kSilentAfter] = later.silent;
  f[kReactsAfter] = later.reacts;
}

float reaction_between(const FeatureContext& context, std::uint32_t begin, std::uint32_t end) {
  float most = 0;
  for (auto one = first_reaction(context.reactions, begin); one != context.reactions.end() && one->token < end; ++one)
    most = std::max(most, one->silent ? 2.0F : 1.0F);
  return most;
}

}  // namespace sotto::attribution
