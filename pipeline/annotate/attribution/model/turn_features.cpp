#include "annotate/attribution/model/turn_features.h"

#include <algorithm>

#include "annotate/attribution/model/mention_features.h"

namespace sotto::attribution {

namespace {

/// Whether a person is called (or only named) in the speeches of a turn.
float called_in_turn(const FeatureContext& context, std::int64_t turn, EntityIndex entity, bool called) {
  if (turn < 0) return 0;
  const document::Range range = context.mentions.paragraphs[context.turns[static_cast<std::size_t>(turn)].paragraph];
  const document::Range words = context.words_of(context.turns[static_cast<std::size_t>(turn)]);
  constexpr std::uint32_t kMost = 80;
  for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
    const Mention& mention = context.mentions.all[m];
    if (mention.quote != document::kNoQuote && mention.vocative == called && refers_to(mention, entity) &&
        words.contains(mention.tokens.begin))
      return mention.entity == entity ? 1.0F : 0.5F;
  }
  return 0;
}

float belief(const FeatureContext& context, std::uint32_t speech, EntityIndex entity,
             const std::vector<Belief>& beliefs) {
  const std::vector<Candidate>& list = context.candidates[speech];
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].entity == entity) return beliefs[speech][i];
  }
  return 0;
}

float sureness(std::uint32_t speech, const std::vector<Belief>& beliefs) {
  const Belief& belief = beliefs[speech];
  return belief.empty() ? 0.0F : *std::max_element(belief.begin(), belief.end());
}

}  // namespace

void add_turn_features(const FeatureContext& context, std::uint32_t index, const Candidate& candidate,
                       const std::vector<Belief>& certain, SpeakerFeatures& f) {
  const EntityIndex entity = candidate.entity;
  const Speech& speech = context.speeches[index];
  const std::uint32_t t = context.turn_of[index];
  const Turn& turn = context.turns[t];
  const document::Range range = context.mentions.paragraphs[speech.paragraph];
  const document::Range words = context.words_of(turn);
  constexpr std::uint32_t kMost = 80;
  for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
    const Mention& mention = context.mentions.all[m];
    if (mention.quote == document::kNoQuote || !refers_to(mention, entity) || !words.contains(mention.tokens.begin))
      continue;
    f[mention.vocative ? kCalledHere : kNamedHere] = 1;
  }
  const TurnTags& tags = context.turn_tags[t];
  if (!tags.named.empty()) {
    f[kTurnTagged] = std::find(tags.named.begin(), tags.named.end(), entity) != tags.named.end() ? 1.0F : -1.0F;
  }
  const language::Gender gender = context.entities.cast[entity].gender;
  if (tags.gender != language::Gender::unknown)
    f[kTurnGender] = gender == language::Gender::unknown ? 0.3F : gender == tags.gender ? 1.0F : -1.0F;
  const auto place = std::find(tags.order.begin(), tags.order.end(), entity);
  f[kTurnPronounRank] = place == tags.order.end() ? 9.0F : static_cast<float>(place - tags.order.begin());
  if (tags.actor != kNobody) f[kTurnActor] = tags.actor == entity ? 1.0F : -1.0F;
  f[kCalledBefore] = called_in_turn(context, context.neighbour_turn(t, -1), entity, true);
  f[kCalledTwoBefore] = called_in_turn(context, context.neighbour_turn(t, -2), entity, true);
  f[kCalledAfter] = called_in_turn(context, context.neighbour_turn(t, 1), entity, true);
  f[kCalledTwoAfter] = called_in_turn(context, context.neighbour_turn(t, 2), entity, true);
  f[kNamedBefore] = called_in_turn(context, context.neighbour_turn(t, -1), entity, false);
  f[kNamedAfter] = called_in_turn(context, context.neighbour_turn(t, 1), entity, false);
  if (index > turn.first) {
    f[kSameParagraphBefore] = belief(context, index - 1, entity, certain);
    f[kPreviousInParagraphTagged] = context.tagged[index - 1] == kNobody  ? 0.0F
                                    : context.tagged[index - 1] == entity ? 1.0F
                                                                          : -1.0F;
    const DialogueTag& previous = context.speeches[index - 1].tag_after;
    f[kTagBeforeIsPreviousTag] =
        previous.mention != kNone && previous.mention == speech.tag_before.mention ? 1.0F : 0.0F;
  }
  if (index < turn.last) {
    f[kSameParagraphAfter] = belief(context, index + 1, entity, certain);
    f[kNextInParagraphTagged] = context.tagged[index + 1] == kNobody  ? 0.0F
                                : context.tagged[index + 1] == entity ? 1.0F
                                                                      : -1.0F;
  }
  const auto subject = std::find(tags.subjects.begin(), tags.subjects.end(), entity);
  f[kPronounSubjectRank] = subject == tags.subjects.end() ? 9.0F : static_cast<float>(subject - tags.subjects.begin());
  const auto agreement = [&](std::int64_t other) -> float {
    if (other < 0 || gender == language::Gender::unknown) return 0;
    const language::Gender meant = context.turn_tags[static_cast<std::size_t>(other)].addressee;
    return meant == language::Gender::unknown ? 0.0F : meant == gender ? 1.0F : -1.0F;
  };
  f[kAddressedBefore] = agreement(context.neighbour_turn(t, -1));
  f[kAddressedAfter] = agreement(context.neighbour_turn(t, 1));
  f[kAddressesHere] = agreement(t);
  f[kObjectHere] = object_in(context, speech.paragraph, entity);
  if (const std::int64_t other = context.neighbour_turn(t, -1); other >= 0) {
    f[kObjectBefore] = object_in(context, context.turns[static_cast<std::size_t>(other)].paragraph, entity);
  }
  f[kPreviousActorGender] = speech.paragraph > 0 ? actor_gender(context, speech.paragraph - 1, true, gender) : 0.0F;
  f[kNextActorGender] = actor_gender(context, speech.paragraph + 1, false, gender);
  f[kPronounDistance] = 60;
  if (tags.pronoun != kNone) {
    constexpr std::uint32_t kMostBack = 40;
    const auto from = static_cast<std::uint32_t>(
        std::lower_bound(context.mentions.all.begin(), context.mentions.all.end(), tags.pronoun,
                         [](const Mention& mention, std::uint32_t at) { return mention.tokens.begin < at; }) -
        context.mentions.all.begin());
    for (std::uint32_t m = from; m > 0 && from - m < kMostBack; --m) {
      const Mention& mention = context.mentions.all[m - 1];
      if (mention.quote != document::kNoQuote || !refers_to(mention, entity)) continue;
      f[kPronounDistance] = std::min(60.0F, static_cast<float>(tags.pronoun - mention.tokens.begin));
      break;
    }
  }
  if (tags.described != kNobody) {
    // Whom the same words meant elsewhere: "the young man" is often the same one.
    const std::vector<std::uint32_t>& uses = context.described_turns.at(tags.described);
    constexpr std::ptrdiff_t kNearest = 12;  // uses on either side
    const auto here = std::lower_bound(uses.begin(), uses.end(), t);
    float sum = 0;
    int count = 0;
    for (auto use = here - std::min(kNearest, here - uses.begin()); use != uses.end() && use - here <= kNearest;
         ++use) {
      if (*use == t) continue;
      sum += belief(context, context.turns[*use].first, entity, certain);
      ++count;
    }
    f[kDescriptionShare] = count == 0 ? 0.0F : sum / static_cast<float>(count);
    f[kDescriptionUses] = static_cast<float>(count);
  }
  const Belief& own = certain[index];
  const float mine = belief(context, index, entity, certain);
  f[kOwnBelief] = mine;
  f[kOwnRank] = static_cast<float>(std::count_if(own.begin(), own.end(), [&](float other) { return other > mine; }));
  constexpr int kTalkTurns = 8;
  float weight = 1;
  for (int step = 1; step <= kTalkTurns; ++step, weight *= 0.8F) {
    const std::int64_t before = context.neighbour_turn(t, -step);
    const std::int64_t after = context.neighbour_turn(t, step);
    const float sign = step % 2 == 0 ? weight : -weight;
    if (before >= 0) {
      const float share = belief(context, context.turns[static_cast<std::size_t>(before)].last, entity, certain);
      f[kTalkBefore] += weight * share;
      f[kParityBefore] += sign * share;
    }
    if (after >= 0) {
      const float share = belief(context, context.turns[static_cast<std::size_t>(after)].first, entity, certain);
      f[kTalkAfter] += weight * share;
      f[kParityAfter] += sign * share;
    }
  }
  for (int step = 1; step <= 4; ++step) {
    const std::int64_t before = context.neighbour_turn(t, -step);
    const std::int64_t after = context.neighbour_turn(t, step);
    if (before >= 0) {
      const std::uint32_t other = context.turns[static_cast<std::size_t>(before)].last;
      f[kTurnBefore1 + static_cast<std::uint32_t>(step) - 1] = belief(context, other, entity, certain);
      if (step <= 2) f[kTurnBefore1Sure + static_cast<std::uint32_t>(step) - 1] = sureness(other, certain);
    }
    if (after >= 0) {
      const std::uint32_t other = context.turns[static_cast<std::size_t>(after)].first;
      f[kTurnAfter1 + static_cast<std::uint32_t>(step) - 1] = belief(context, other, entity, certain);
      if (step <= 2) f[kTurnAfter1Sure + static_cast<std::uint32_t>(step) - 1] = sureness(other, certain);
    }
  }
}

}  // namespace sotto::attribution
