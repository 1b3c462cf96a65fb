#include "annotate/attribution/model/mention_features.h"

#include <algorithm>

#include "shared/portable_math.h"

namespace sotto::attribution {

namespace {

constexpr float kFar = 300;  // tokens: mentions farther away are not looked at

}  // namespace

float actor_gender(const FeatureContext& context, std::uint32_t paragraph, bool last, language::Gender gender) {
  if (gender == language::Gender::unknown || paragraph >= context.mentions.paragraphs.size()) return 0;
  const document::Range range = context.mentions.paragraphs[paragraph];
  constexpr std::uint32_t kMost = 40;
  for (std::uint32_t n = 0; n < std::min(range.size(), kMost); ++n) {
    const Mention& mention = context.mentions.all[last ? range.end - 1 - n : range.begin + n];
    if (mention.quote != document::kNoQuote || mention.role != MentionRole::subject ||
        mention.gender == language::Gender::unknown)
      continue;
    return mention.gender == gender ? 1.0F : -1.0F;
  }
  return 0;
}

float object_in(const FeatureContext& context, std::uint32_t paragraph, EntityIndex entity) {
  const document::Range range = context.mentions.paragraphs[paragraph];
  constexpr std::uint32_t kMost = 80;
  for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
    const Mention& mention = context.mentions.all[m];
    if (mention.quote == document::kNoQuote && mention.role == MentionRole::object && mention.entity == entity)
      return 1;
  }
  return 0;
}

void add_salience_features(const FeatureContext& context, const Speech& speech, std::uint32_t t,
                           const Candidate& candidate, SpeakerFeatures& f) {
  const EntityIndex entity = candidate.entity;
  constexpr float kAbsent = 9;
  const std::vector<SalientEntity>& salient = context.salience.before_paragraph(speech.paragraph);
  f[kSalienceShare] = share_in(salient, entity);
  f[kSalienceRank] = rank_in(salient, entity, kAbsent);
  const auto meant = [&](std::uint32_t mention) { return share_in(context.salience.meant_by(mention), entity); };
  f[kPronounShareAfter] = meant(speech.tag_after.mention);
  f[kPronounShareBefore] = meant(speech.tag_before.mention);
  f[kTurnPronounShare] = meant(context.turn_tags[t].mention);
  f[kTurnPronounSalienceRank] = rank_in(context.salience.meant_by(context.turn_tags[t].mention), entity, kAbsent);
  // Mentions by name count as 1, pronouns as their share.
  const auto share = [&](std::uint32_t m) {
    const Mention& mention = context.mentions.all[m];
    return mention.kind == MentionKind::pronoun ? meant(m) : refers_to(mention, entity) ? 1.0F : 0.0F;
  };
  constexpr std::uint32_t kMost = 40;
  const auto first_subject = [&](document::Range range, bool last) -> float {
    for (std::uint32_t n = 0; n < std::min(range.size(), kMost); ++n) {
      const std::uint32_t m = last ? range.end - 1 - n : range.begin + n;
      const Mention& mention = context.mentions.all[m];
      if (mention.quote == document::kNoQuote && mention.role == MentionRole::subject && !mention.plural)
        return share(m);
    }
    return 0;
  };
  f[kBeatShare] = first_subject(context.mentions.paragraphs[speech.paragraph], false);
  if (speech.paragraph > 0) f[kActorBefore] = first_subject(context.mentions.paragraphs[speech.paragraph - 1], true);
  if (speech.paragraph + 1 < context.mentions.paragraphs.size())
    f[kActorAfter] = first_subject(context.mentions.paragraphs[speech.paragraph + 1], false);
  const auto object = [&](document::Range range) {
    float most = 0;
    for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
      const Mention& mention = context.mentions.all[m];
      if (mention.quote == document::kNoQuote && mention.role == MentionRole::object) most = std::max(most, share(m));
    }
    return most;
  };
  f[kObjectShareHere] = object(context.mentions.paragraphs[speech.paragraph]);
  if (const std::int64_t other = context.neighbour_turn(t, -1); other >= 0)
    f[kObjectShareBefore] =
        object(context.mentions.paragraphs[context.turns[static_cast<std::size_t>(other)].paragraph]);
}

void add_mention_features(const FeatureContext& context, const Speech& speech, const Candidate& candidate,
                          SpeakerFeatures& f) {
  const EntityIndex entity = candidate.entity;
  f[kSubjectBeforeDistance] = f[kSubjectAfterDistance] = f[kMentionBeforeDistance] = f[kMentionAfterDistance] = kFar;
  const std::vector<document::Range>& paragraphs = context.mentions.paragraphs;
  const document::Range here = paragraphs[speech.paragraph];
  const document::Range previous = speech.paragraph > 0 ? paragraphs[speech.paragraph - 1] : document::Range();
  const document::Range next =
      speech.paragraph + 1 < paragraphs.size() ? paragraphs[speech.paragraph + 1] : document::Range();
  float others_before = 0;
  float others_after = 0;
  constexpr std::uint32_t kMost = 80;  // mentions on either side of a speech in one paragraph
  const auto middle = static_cast<std::uint32_t>(
      std::lower_bound(context.mentions.all.begin() + here.begin, context.mentions.all.begin() + here.end,
                       speech.tokens.begin,
                       [](const Mention& mention, std::uint32_t at) { return mention.tokens.begin < at; }) -
      context.mentions.all.begin());
  for (std::uint32_t m = middle; m > here.begin && middle - m < kMost; --m) {
    const Mention& mention = context.mentions.all[m - 1];
    if (mention.quote != document::kNoQuote) continue;
    const auto distance = static_cast<float>(speech.tokens.begin - mention.tokens.end);
    if (distance > kFar) break;
    if (refers_to(mention, entity)) {
      if (mention.role == MentionRole::subject)
        f[kSubjectBeforeDistance] = std::min(f[kSubjectBeforeDistance], distance);
      f[kMentionBeforeDistance] = std::min(f[kMentionBeforeDistance], distance);
    } else if (mention.entity != kNobody && f[kMentionBeforeDistance] == kFar) {
      ++others_before;
    }
  }
  for (std::uint32_t m = middle; m < here.end && m - middle < kMost; ++m) {
    const Mention& mention = context.mentions.all[m];
    if (mention.quote != document::kNoQuote) continue;
    const auto distance = static_cast<float>(mention.tokens.begin - speech.tokens.end);
    if (distance > kFar) break;
    if (refers_to(mention, entity)) {
      if (mention.role == MentionRole::subject) f[kSubjectAfterDistance] = std::min(f[kSubjectAfterDistance], distance);
      f[kMentionAfterDistance] = std::min(f[kMentionAfterDistance], distance);
    } else if (mention.entity != kNobody && f[kMentionAfterDistance] == kFar) {
      ++others_after;
    }
  }
  f[kOthersBefore] = others_before;
  f[kOthersAfter] = others_after;
  f[kLastMentionDistance] = candidate.last_token == kNone
                                ? 9.0F
                                : portable_log2(static_cast<float>(speech.tokens.begin - candidate.last_token) + 1.0F);
  f[kLastMentionParagraphs] = candidate.last_paragraph == kNone
                                  ? 60.0F
                                  : std::min(60.0F, static_cast<float>(speech.paragraph - candidate.last_paragraph));
  f[kRecency] = candidate.recency;
  f[kPresence] = candidate.presence;
  f[kSpeaking] = candidate.speaking;
  f[kPresenceAfter] = candidate.presence_after;
  f[kSpeakingAfter] = candidate.speaking_after;
  f[kNextMentionParagraphs] = candidate.next_paragraph == kNone
                                  ? 60.0F
                                  : std::min(60.0F, static_cast<float>(candidate.next_paragraph - speech.paragraph));
  f[kSceneShare] = candidate.scene_share;
  f[kSceneSpeaking] = candidate.scene_speaking;
  f[kMentionShare] = context.mention_share[entity];
  f[kSpeakingShare] = context.speaking_share[entity];
  // The paragraphs beside: who acts there, and who comes last or first.
  bool last_known = false;
  bool subject_known = false;
  for (std::uint32_t m = previous.end; m > previous.begin && previous.end - m < kMost; --m) {
    const Mention& mention = context.mentions.all[m - 1];
    if (mention.quote != document::kNoQuote || (mention.entity == kNobody && mention.several == nullptr)) continue;
    const bool same = refers_to(mention, entity);
    if (!last_known && same) f[kPreviousParagraphLast] = 1;
    last_known = true;
    if (mention.role != MentionRole::subject) continue;
    if (same) f[kPreviousParagraphSubject] = 1;
    if (same && !subject_known) f[kPreviousLastSubject] = 1;
    subject_known = true;
  }
  bool first_known = false;
  for (std::uint32_t m = next.begin; m < next.end && m - next.begin < kMost; ++m) {
    const Mention& mention = context.mentions.all[m];
    if (mention.quote != document::kNoQuote || (mention.entity == kNobody && mention.several == nullptr)) continue;
    const bool same = refers_to(mention, entity);
    if (!first_known && same) f[kNextParagraphFirst] = 1;
    first_known = true;
    if (same && mention.role == MentionRole::subject) f[kNextParagraphSubject] = 1;
  }
}

}  // namespace sotto::attribution
