#include "annotate/attribution/model/link_features.h"

#include <algorithm>
#include <iterator>

#include "shared/portable_math.h"

namespace sotto::attribution {

namespace {

struct Named {
  LinkFeature feature;
  std::string_view name;
};

constexpr Named kNamed[] = {
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
};

constexpr std::array<std::string_view, kLinkFeatureCount> kNames = [] {
  static_assert(std::size(kNamed) == kLinkFeatureCount);
  std::array<std::string_view, kLinkFeatureCount> names{};
  for (const Named& one : kNamed) names[one.feature] = one.name;
  return names;
}();

}  // namespace

std::span<const std::string_view> link_feature_names() { return kNames; }

Step step_to(const FeatureExtractor& evidence, std::uint32_t speech) {
  if (speech == 0) return Step::opens;
  const std::uint32_t turn = evidence.turn_of(speech);
  if (evidence.turn_of(speech - 1) == turn) return Step::in_paragraph;
  return evidence.neighbour_turn(turn, -1) < 0 ? Step::opens : Step::next_turn;
}

bool has_turn_before_last(const FeatureExtractor& evidence, std::uint32_t speech) {
  const std::uint32_t turn = evidence.turn_of(speech);
  return turn >= 1 && evidence.neighbour_turn(turn - 1, -1) >= 0;
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

LinkFeatures link_features(const FeatureExtractor& evidence, std::uint32_t speech) {
  LinkFeatures f{};
  const Step step = step_to(evidence, speech);
  if (step == Step::opens) return f;
  const Speech& here = evidence.speeches()[speech];
  const Speech& last = evidence.speeches()[speech - 1];
  const std::uint32_t t = evidence.turn_of(speech);
  const Turn& turn = evidence.turns()[t];
  f[kLinkGap] = static_cast<float>(here.paragraph - last.paragraph);
  const bool before_last = step == Step::next_turn && has_turn_before_last(evidence, speech);
  f[kLinkGapBefore] =
      before_last ? static_cast<float>(last.paragraph - evidence.last_paragraph(evidence.turns()[t - 2])) : 20.0F;
  f[kLinkNarration] = portable_log2(1.0F + static_cast<float>(here.tokens.begin - last.tokens.end));
  f[kLinkWordsBefore] = portable_log2(1.0F + static_cast<float>(last.tokens.size()));
  f[kLinkWordsHere] = portable_log2(1.0F + static_cast<float>(here.tokens.size()));
  f[kLinkAsked] = last.last_mark == '?' ? 1.0F : 0.0F;
  f[kLinkBrokenOff] = last.last_mark == '-' ? 1.0F : 0.0F;
  f[kLinkContinues] = evidence.continues(speech) ? 1.0F : 0.0F;
  const auto tag = [&](const Speech& one, bool named) {
    if (named) return 3.0F;
    if (strong(one.tag_after) || strong(one.tag_before)) return 2.0F;
    return one.tag_after.mention != kNone || one.tag_before.mention != kNone ? 1.0F : 0.0F;
  };
  f[kLinkTagBefore] = tag(last, evidence.named_by_tag(speech - 1) != kNobody);
  f[kLinkTagHere] = tag(here, evidence.named_by_tag(speech) != kNobody);
  const language::Gender a = evidence.pronoun_gender(evidence.turn_of(speech - 1));
  const language::Gender b = evidence.pronoun_gender(t);
  f[kLinkGenders] = a == language::Gender::unknown || b == language::Gender::unknown ? 0.0F : a == b ? 1.0F : -1.0F;
  f[kLinkCalls] = evidence.calls_somebody(evidence.turn_of(speech - 1)) ? 1.0F : 0.0F;
  f[kLinkTalkers] = evidence.talkers(t);
  f[kLinkMarkBefore] = last.last_mark == ',' ? 1.0F : last.last_mark == 0 ? 2.0F : 0.0F;
  f[kLinkCapital] = evidence.opens_with_capital(speech) ? 1.0F : 0.0F;
  f[kLinkQuotesBefore] = static_cast<float>(std::min(8U, evidence.turns()[evidence.turn_of(speech - 1)].last -
                                                             evidence.turns()[evidence.turn_of(speech - 1)].first + 1));
  f[kLinkQuotesHere] = static_cast<float>(std::min(8U, turn.last - turn.first + 1));
  return f;
}

float relation_prior(const FeatureExtractor& evidence, std::uint32_t speech, Relation relation) {
  constexpr float kHardly = -12;  // what contradicts it by its tags does not count as going on
  const bool same = relation == kSpeaksAgain || relation == kGoesOn;
  return evidence.continues(speech) && !same ? kHardly : 0;
}

}  // namespace sotto::attribution
