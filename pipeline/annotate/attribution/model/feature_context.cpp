#include "annotate/attribution/model/feature_context.h"

#include <algorithm>
#include <utility>

#include "annotate/attribution/model/candidates.h"
#include "annotate/attribution/model/tag_features.h"
#include "annotate/attribution/model/tagged_speakers.h"
#include "annotate/attribution/model/turns.h"
#include "annotate/attribution/quotes/quote_classifier.h"

namespace sotto::attribution {

namespace {

/// Entities that occur only as predicate nominals ("he was a small man").
std::vector<bool> find_predicate_only(const FeatureContext& context) {
  std::vector<bool> only(context.entities.cast.size(), false);
  for (const Mention& mention : context.mentions.all) {
    if (mention.predicative && mention.entity != kNobody && !context.is_character(mention.entity))
      only[mention.entity] = true;
  }
  for (const Mention& mention : context.mentions.all) {
    if (!mention.predicative && mention.entity != kNobody) only[mention.entity] = false;
  }
  return only;
}

std::vector<float> shares_of_mentions(const FeatureContext& context) {
  std::vector<float> shares(context.entities.cast.size(), 0);
  float total = 0;
  for (const Mention& mention : context.mentions.all) {
    if (mention.entity == kNobody || mention.kind != MentionKind::name) continue;
    shares[mention.entity] += 1;
    total += 1;
  }
  for (float& share : shares) share /= std::max(total, 1.0F);
  return shares;
}

std::vector<float> shares_of_speeches(const FeatureContext& context) {
  std::vector<float> shares(context.entities.cast.size(), 0);
  float total = 0;
  for (const EntityIndex entity : context.tagged) {
    if (entity == kNobody) continue;
    shares[entity] += 1;
    total += 1;
  }
  for (float& share : shares) share /= std::max(total, 1.0F);
  return shares;
}

/// How the narration speaks of each person: whether they act, as people do, or things are "in" and "at" them.
void read_uses(FeatureContext& context) {
  const language::WordList& of_places = context.tokens.language().words("place-prepositions");
  std::vector<float>& narrated = context.narrated;
  narrated.assign(context.entities.cast.size(), 0);
  context.acting_share.assign(narrated.size(), 0);
  context.placed_share.assign(narrated.size(), 0);
  context.group.assign(narrated.size(), false);
  context.kin.assign(narrated.size(), false);
  for (const Mention& mention : context.mentions.all) {
    if (mention.entity == kNobody || mention.quote != document::kNoQuote || mention.kind == MentionKind::pronoun)
      continue;
    narrated[mention.entity] += 1;
    if (mention.role == MentionRole::subject) context.acting_share[mention.entity] += 1;
    if (mention.tokens.begin > 0 && of_places.contains(context.tokens.lower(mention.tokens.begin - 1)))
      context.placed_share[mention.entity] += 1;
    if (mention.kind != MentionKind::description) continue;
    if (mention.plural) context.group[mention.entity] = true;
    if (mention.kin) context.kin[mention.entity] = true;
  }
  for (std::size_t i = 0; i < narrated.size(); ++i) {
    context.acting_share[i] /= std::max(narrated[i], 1.0F);
    context.placed_share[i] /= std::max(narrated[i], 1.0F);
  }
}

}  // namespace

FeatureContext::FeatureContext(const document::Tokens& all_tokens, const std::vector<document::Quote>& all_quotes,
                               const Entities& all_people, const Mentions& all_mentions,
                               std::vector<Speech> all_speeches, const std::vector<std::uint32_t>& scenes)
    : tokens(all_tokens),
      quotes(all_quotes),
      entities(all_people),
      mentions(all_mentions),
      salience(tokens, entities, mentions),
      reactions(find_reactions(tokens, mentions)),
      cast_given(std::any_of(entities.cast.begin(), entities.cast.end(),
                             [](const document::Character& one) { return one.given; })),
      speeches(std::move(all_speeches)) {
  std::erase_if(speeches, [](const Speech& speech) { return is_non_speech(speech.kind); });
  predicate_only = find_predicate_only(*this);
  late_named.assign(speeches.size(), kNobody);
  mention_share = shares_of_mentions(*this);
  read_uses(*this);
  for (const Speech& speech : speeches) {
    tagged.push_back(find_tagged(*this, speech));
    surely_named.push_back(find_surely_named(*this, speech));
  }
  speaking_share = shares_of_speeches(*this);
  find_turns(*this, scenes);
  read_turn_tags(*this);
  find_candidates(*this);
  add_following_context(*this);
  add_scene_shares(*this);
}

std::int64_t FeatureContext::neighbour_turn(std::uint32_t turn, int steps) const {
  constexpr std::uint32_t kLongestPause = 12;  // paragraphs of narration after which a conversation has ended
  const std::int64_t other = std::int64_t{turn} + steps;
  if (other < 0 || other >= static_cast<std::int64_t>(turns.size())) return -1;
  const Turn& a = turns[turn];
  const Turn& b = turns[static_cast<std::size_t>(other)];
  if (a.scene != b.scene) return -1;
  const std::uint32_t apart = steps < 0 ? a.paragraph - last_paragraph(b) : b.paragraph - last_paragraph(a);
  return apart > kLongestPause ? -1 : other;
}

void FeatureContext::release() {
  candidates = std::vector<std::vector<Candidate>>();
  turn_tags = std::vector<TurnTags>();
  salience.release();
  for (std::vector<EntityIndex>* by_speech : {&tagged, &late_named, &surely_named}) *by_speech = {};
}

}  // namespace sotto::attribution
