#include "annotate/attribution/model/link_features.h"

#include <algorithm>
#include <iterator>

#include "annotate/attribution/model/reaction_features.h"
#include "shared/portable_math.h"

namespace sotto::attribution {

namespace {

struct NamedLinkFeature {
  LinkFeature feature;
  std::string_view name;
};

constexpr NamedLinkFeature kNamedLinkFeatures[] = {
    {kLinkRelation, "relation"},
    {kLinkGap, "gap"},
    {kLinkGapBefore, "gap before"},
    {kLinkNarration, "narration"},
    {kLinkWordsBefore, "words before"},
    {kLinkWordsHere, "words here"},
    {kLinkAsked, "asked"},
    {kLinkBrokenOff, "broken off"},
    {kLinkContinues, "continues"},
    {kLinkTagBefore, "tag before"},
    {kLinkTagHere, "tag here"},
    {kLinkGenders, "genders"},
    {kLinkCalls, "calls"},
    {kLinkTalkers, "talkers"},
    {kLinkMarkBefore, "mark before"},
    {kLinkCapital, "capital"},
    {kLinkQuotesBefore, "quotes before"},
    {kLinkQuotesHere, "quotes here"},
    {kLinkReaction, "reaction"},
};

constexpr std::array<std::string_view, kLinkFeatureCount> kNames = [] {
  static_assert(std::size(kNamedLinkFeatures) == kLinkFeatureCount);
  std::array<std::string_view, kLinkFeatureCount> names{};
  for (const NamedLinkFeature& one : kNamedLinkFeatures) names[one.feature] = one.name;
  return names;
}();

/// Whether a turn's speeches call somebody by name or title.
bool calls_somebody(const FeatureContext& context, std::uint32_t turn) {
  if (context.turn_tags[turn].addressee != language::Gender::unknown) return true;
  const document::Range range = context.mentions.paragraphs[context.turns[turn].paragraph];
  const document::Range words = context.words_of(context.turns[turn]);
  constexpr std::uint32_t kMost = 80;
  for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
    if (context.mentions.all[m].vocative && words.contains(context.mentions.all[m].tokens.begin)) return true;
  }
  return false;
}

/// How many people tags name in the turns around one.
float talkers(const FeatureContext& context, std::uint32_t turn) {
  constexpr int kAround = 5;
  std::array<EntityIndex, 2 * kAround + 1> found{};
  std::size_t count = 0;
  for (int step = -kAround; step <= kAround; ++step) {
    const std::int64_t other = context.neighbour_turn(turn, step);
    if (other < 0) continue;
    const TurnTags& tags = context.turn_tags[static_cast<std::size_t>(other)];
    if (tags.named.empty()) continue;
    if (std::find(found.begin(), found.begin() + count, tags.named[0]) == found.begin() + count)
      found[count++] = tags.named[0];
  }
  return static_cast<float>(count);
}

/// Whether a speech begins a sentence.
bool opens_with_capital(const FeatureContext& context, std::uint32_t speech) {
  const document::Range range = context.speeches[speech].tokens;
  return !range.empty() && context.tokens.all[range.begin].capital;
}

}  // namespace

std::span<const std::string_view> link_feature_names() { return kNames; }

Step step_to(const FeatureContext& context, std::uint32_t speech) {
  if (speech == 0) return Step::opens;
  const std::uint32_t turn = context.turn_of[speech];
  if (context.turn_of[speech - 1] == turn) return Step::in_paragraph;
  return context.neighbour_turn(turn, -1) < 0 ? Step::opens : Step::next_turn;
}

bool has_turn_before_last(const FeatureContext& context, std::uint32_t speech) {
  const std::uint32_t turn = context.turn_of[speech];
  return turn >= 1 && context.neighbour_turn(turn - 1, -1) >= 0;
}

bool possible(Step step, bool before_last, Relation relation) {
  switch (relation) {
    case kGoesOn:
    case kCutsIn:
      return step == Step::in_paragraph;
    case kSpeaksAgain:
      return step == Step::next_turn;
    case kReturns:
    case kJoins:
      return step == Step::next_turn && before_last;
    case kAnswers:
      return step == Step::next_turn && !before_last;
    case kRelationCount:
      break;
  }
  return false;
}

LinkFeatures link_features(const FeatureContext& context, std::uint32_t speech) {
  LinkFeatures f{};
  const Step step = step_to(context, speech);
  if (step == Step::opens) return f;
  const Speech& here = context.speeches[speech];
  const Speech& last = context.speeches[speech - 1];
  const std::uint32_t t = context.turn_of[speech];
  const Turn& turn = context.turns[t];
  f[kLinkGap] = static_cast<float>(here.paragraph - last.paragraph);
  const bool before_last = step == Step::next_turn && has_turn_before_last(context, speech);
  f[kLinkGapBefore] =
      before_last ? static_cast<float>(last.paragraph - context.last_paragraph(context.turns[t - 2])) : 20.0F;
  f[kLinkNarration] = portable_log2(1.0F + static_cast<float>(here.tokens.begin - last.tokens.end));
  f[kLinkWordsBefore] = portable_log2(1.0F + static_cast<float>(last.tokens.size()));
  f[kLinkWordsHere] = portable_log2(1.0F + static_cast<float>(here.tokens.size()));
  f[kLinkAsked] = last.last_mark == '?' ? 1.0F : 0.0F;
  f[kLinkBrokenOff] = last.last_mark == '-' ? 1.0F : 0.0F;
  f[kLinkContinues] = context.continues(speech) ? 1.0F : 0.0F;
  const auto tag = [&](const Speech& one, bool named) {
    if (named) return 3.0F;
    if (strong(one.tag_after) || strong(one.tag_before)) return 2.0F;
    return one.tag_after.mention != kNone || one.tag_before.mention != kNone ? 1.0F : 0.0F;
  };
  f[kLinkTagBefore] = tag(last, context.tagged[speech - 1] != kNobody);
  f[kLinkTagHere] = tag(here, context.tagged[speech] != kNobody);
  const language::Gender a = context.turn_tags[context.turn_of[speech - 1]].gender;
  const language::Gender b = context.turn_tags[t].gender;
  f[kLinkGenders] = a == language::Gender::unknown || b == language::Gender::unknown ? 0.0F : a == b ? 1.0F : -1.0F;
  f[kLinkCalls] = calls_somebody(context, context.turn_of[speech - 1]) ? 1.0F : 0.0F;
  f[kLinkTalkers] = talkers(context, t);
  f[kLinkMarkBefore] = last.last_mark == ',' ? 1.0F : last.last_mark == 0 ? 2.0F : 0.0F;
  f[kLinkCapital] = opens_with_capital(context, speech) ? 1.0F : 0.0F;
  f[kLinkQuotesBefore] = static_cast<float>(std::min(
      8U, context.turns[context.turn_of[speech - 1]].last - context.turns[context.turn_of[speech - 1]].first + 1));
  f[kLinkQuotesHere] = static_cast<float>(std::min(8U, turn.last - turn.first + 1));
  f[kLinkReaction] = reaction_between(context, last.tokens.end, here.tokens.begin);
  return f;
}

float relation_prior(const FeatureContext& context, std::uint32_t speech, Relation relation) {
  constexpr float kHardly = -12;  // what contradicts it by its tags does not count as going on
  const bool same = relation == kSpeaksAgain || relation == kGoesOn;
  return context.continues(speech) && !same ? kHardly : 0;
}

}  // namespace sotto::attribution
