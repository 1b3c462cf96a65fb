#include "annotate/attribution/model/features.h"

#include <algorithm>

// What the speeches around one say of its speaker: who is called, and who is believed to speak before and after.

namespace sotto::attribution {

/// Whether a person is called (or only named) in the speeches of a turn.
float FeatureExtractor::called_in_turn(std::int64_t turn, EntityIndex person, bool called) const {
  if (turn < 0) return 0;
  const document::Range range = mentions_.paragraphs[turns_[static_cast<std::size_t>(turn)].paragraph];
  const document::Range words = words_of(turns_[static_cast<std::size_t>(turn)]);
  constexpr std::uint32_t kMost = 80;
  for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
    const Mention& mention = mentions_.all[m];
    if (mention.quote != document::kNoQuote && mention.vocative == called && refers(mention, person) &&
        words.contains(mention.tokens.begin))
      return mention.person == person ? 1.0F : 0.5F;
  }
  return 0;
}

float FeatureExtractor::belief(std::uint32_t speech, EntityIndex person, const std::vector<Belief>& beliefs) const {
  const std::vector<Candidate>& list = candidates_[speech];
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].person == person) return beliefs[speech][i];
  }
  return 0;
}

float FeatureExtractor::sureness(std::uint32_t speech, const std::vector<Belief>& beliefs) const {
  const Belief& belief = beliefs[speech];
  return belief.empty() ? 0.0F : *std::max_element(belief.begin(), belief.end());
}

void FeatureExtractor::talk_features(std::uint32_t index, const Candidate& candidate, const std::vector<Belief>& told,
                                     SpeakerFeatures& f) const {
  const EntityIndex person = candidate.person;
  const Speech& speech = speeches_[index];
  const std::uint32_t t = turn_of_[index];
  const Turn& turn = turns_[t];
  const document::Range range = mentions_.paragraphs[speech.paragraph];
  const document::Range words = words_of(turn);
  constexpr std::uint32_t kMost = 80;
  for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
    const Mention& mention = mentions_.all[m];
    if (mention.quote == document::kNoQuote || !refers(mention, person) || !words.contains(mention.tokens.begin))
      continue;
    f[mention.vocative ? kCalledHere : kNamedHere] = 1;
  }
  const TurnTags& tags = turn_tags_[t];
  if (!tags.named.empty()) {
    f[kTurnTagged] = std::find(tags.named.begin(), tags.named.end(), person) != tags.named.end() ? 1.0F : -1.0F;
  }
  const language::Gender gender = people_.cast[person].gender;
  if (tags.gender != language::Gender::unknown)
    f[kTurnGender] = gender == language::Gender::unknown ? 0.3F : gender == tags.gender ? 1.0F : -1.0F;
  const auto place = std::find(tags.order.begin(), tags.order.end(), person);
  f[kTurnPronounRank] = place == tags.order.end() ? 9.0F : static_cast<float>(place - tags.order.begin());
  if (tags.actor != kNobody) f[kTurnActor] = tags.actor == person ? 1.0F : -1.0F;
  f[kCalledBefore] = called_in_turn(neighbour_turn(t, -1), person, true);
  f[kCalledTwoBefore] = called_in_turn(neighbour_turn(t, -2), person, true);
  f[kCalledAfter] = called_in_turn(neighbour_turn(t, 1), person, true);
  f[kCalledTwoAfter] = called_in_turn(neighbour_turn(t, 2), person, true);
  f[kNamedBefore] = called_in_turn(neighbour_turn(t, -1), person, false);
  f[kNamedAfter] = called_in_turn(neighbour_turn(t, 1), person, false);
  if (index > turn.first) {
    f[kSameParagraphBefore] = belief(index - 1, person, told);
    f[kPreviousInParagraphTagged] = tagged_[index - 1] == kNobody ? 0.0F : tagged_[index - 1] == person ? 1.0F : -1.0F;
    const DialogueTag& previous = speeches_[index - 1].tag_after;
    f[kTagBeforeIsPreviousTag] =
        previous.mention != kNone && previous.mention == speech.tag_before.mention ? 1.0F : 0.0F;
  }
  if (index < turn.last) {
    f[kSameParagraphAfter] = belief(index + 1, person, told);
    f[kNextInParagraphTagged] = tagged_[index + 1] == kNobody ? 0.0F : tagged_[index + 1] == person ? 1.0F : -1.0F;
  }
  const auto subject = std::find(tags.subjects.begin(), tags.subjects.end(), person);
  f[kPronounSubjectRank] = subject == tags.subjects.end() ? 9.0F : static_cast<float>(subject - tags.subjects.begin());
  const auto agreement = [&](std::int64_t other) -> float {
    if (other < 0 || gender == language::Gender::unknown) return 0;
    const language::Gender meant = turn_tags_[static_cast<std::size_t>(other)].addressee;
    return meant == language::Gender::unknown ? 0.0F : meant == gender ? 1.0F : -1.0F;
  };
  f[kAddressedBefore] = agreement(neighbour_turn(t, -1));
  f[kAddressedAfter] = agreement(neighbour_turn(t, 1));
  f[kAddressesHere] = agreement(t);
  f[kObjectHere] = object_in(speech.paragraph, person);
  if (const std::int64_t other = neighbour_turn(t, -1); other >= 0) {
    f[kObjectBefore] = object_in(turns_[static_cast<std::size_t>(other)].paragraph, person);
  }
  f[kPreviousActorGender] = speech.paragraph > 0 ? actor_gender(speech.paragraph - 1, true, gender) : 0.0F;
  f[kNextActorGender] = actor_gender(speech.paragraph + 1, false, gender);
  f[kPronounDistance] = 60;
  if (tags.pronoun != kNone) {
    constexpr std::uint32_t kMostBack = 40;
    const auto from = static_cast<std::uint32_t>(
        std::lower_bound(mentions_.all.begin(), mentions_.all.end(), tags.pronoun,
                         [](const Mention& mention, std::uint32_t at) { return mention.tokens.begin < at; }) -
        mentions_.all.begin());
    for (std::uint32_t m = from; m > 0 && from - m < kMostBack; --m) {
      const Mention& mention = mentions_.all[m - 1];
      if (mention.quote != document::kNoQuote || !refers(mention, person)) continue;
      f[kPronounDistance] = std::min(60.0F, static_cast<float>(tags.pronoun - mention.tokens.begin));
      break;
    }
  }
  if (tags.described != kNobody) {
    // Whom the same words meant elsewhere: "the young man" is often the same one.
    const std::vector<std::uint32_t>& uses = described_turns_.at(tags.described);
    constexpr std::ptrdiff_t kNearest = 12;  // uses on either side
    const auto here = std::lower_bound(uses.begin(), uses.end(), t);
    float sum = 0;
    int count = 0;
    for (auto use = here - std::min(kNearest, here - uses.begin()); use != uses.end() && use - here <= kNearest;
         ++use) {
      if (*use == t) continue;
      sum += belief(turns_[*use].first, person, told);
      ++count;
    }
    f[kDescriptionShare] = count == 0 ? 0.0F : sum / static_cast<float>(count);
    f[kDescriptionUses] = static_cast<float>(count);
  }
  const Belief& own = told[index];
  const float mine = belief(index, person, told);
  f[kOwnBelief] = mine;
  f[kOwnRank] = static_cast<float>(std::count_if(own.begin(), own.end(), [&](float other) { return other > mine; }));
  constexpr int kTalkTurns = 8;
  float weight = 1;
  for (int step = 1; step <= kTalkTurns; ++step, weight *= 0.8F) {
    const std::int64_t before = neighbour_turn(t, -step);
    const std::int64_t after = neighbour_turn(t, step);
    const float sign = step % 2 == 0 ? weight : -weight;
    if (before >= 0) {
      const float share = belief(turns_[static_cast<std::size_t>(before)].last, person, told);
      f[kTalkBefore] += weight * share;
      f[kParityBefore] += sign * share;
    }
    if (after >= 0) {
      const float share = belief(turns_[static_cast<std::size_t>(after)].first, person, told);
      f[kTalkAfter] += weight * share;
      f[kParityAfter] += sign * share;
    }
  }
  for (int step = 1; step <= 4; ++step) {
    const std::int64_t before = neighbour_turn(t, -step);
    const std::int64_t after = neighbour_turn(t, step);
    if (before >= 0) {
      const std::uint32_t other = turns_[static_cast<std::size_t>(before)].last;
      f[kTurnBefore1 + static_cast<std::uint32_t>(step) - 1] = belief(other, person, told);
      if (step <= 2) f[kTurnBefore1Sure + static_cast<std::uint32_t>(step) - 1] = sureness(other, told);
    }
    if (after >= 0) {
      const std::uint32_t other = turns_[static_cast<std::size_t>(after)].first;
      f[kTurnAfter1 + static_cast<std::uint32_t>(step) - 1] = belief(other, person, told);
      if (step <= 2) f[kTurnAfter1Sure + static_cast<std::uint32_t>(step) - 1] = sureness(other, told);
    }
  }
}

}  // namespace sotto::attribution
