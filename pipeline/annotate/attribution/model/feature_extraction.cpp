#include "annotate/attribution/model/feature_extraction.h"

#include <algorithm>

#include "annotate/attribution/model/mention_features.h"
#include "annotate/attribution/model/reaction_features.h"
#include "annotate/attribution/model/tag_features.h"
#include "annotate/attribution/model/turn_features.h"
#include "shared/portable_math.h"

namespace sotto::attribution {

namespace {

/// What is the same for all candidates of a speech.
SpeakerFeatures shared_features(const FeatureContext& context, std::uint32_t index) {
  const Speech& speech = context.speeches[index];
  const std::uint32_t t = context.turn_of[index];
  const Turn& turn = context.turns[t];
  SpeakerFeatures shared{};
  const document::Range paragraph = context.tokens.paragraphs[speech.paragraph];
  shared[kContinues] = context.quotes[speech.quote].continues ? 1.0F : 0.0F;
  shared[kFirstPersonBook] = context.entities.first_person ? 1.0F : 0.0F;
  shared[kCandidates] = static_cast<float>(context.candidates[index].size());
  shared[kWords] = portable_log2(1.0F + static_cast<float>(speech.tokens.size()));
  shared[kQuotesInParagraph] = std::min(8.0F, static_cast<float>(turn.last - turn.first + 1));
  shared[kQuoteInParagraph] = std::min(8.0F, static_cast<float>(index - turn.first));
  shared[kParagraphOpens] = speech.tokens.begin == paragraph.begin ? 1.0F : 0.0F;
  std::uint32_t quoted = 0;
  for (std::uint32_t i = turn.first; i <= turn.last && i < turn.first + 50; ++i)
    quoted += context.speeches[i].tokens.size();
  shared[kNarrationInParagraph] =
      portable_log2(1.0F + static_cast<float>(paragraph.size() - std::min(quoted, paragraph.size())));
  const std::int64_t before = context.neighbour_turn(t, -1);
  const std::int64_t after = context.neighbour_turn(t, 1);
  shared[kGapBefore] =
      before < 0 ? 20.0F
                 : static_cast<float>(turn.paragraph -
                                      context.last_paragraph(context.turns[static_cast<std::size_t>(before)]));
  shared[kGapAfter] =
      after < 0
          ? 20.0F
          : static_cast<float>(context.turns[static_cast<std::size_t>(after)].paragraph - context.last_paragraph(turn));
  if (before >= 0) {
    const Speech& previous = context.speeches[context.turns[static_cast<std::size_t>(before)].last];
    shared[kNarrationSinceTurn] = portable_log2(1.0F + static_cast<float>(speech.tokens.begin - previous.tokens.end));
    shared[kPreviousAsks] = previous.last_mark == '?' ? 1.0F : 0.0F;
  } else {
    shared[kNarrationSinceTurn] = 12;
  }
  shared[kLastMark] = speech.last_mark == ','   ? 1.0F
                      : speech.last_mark == '.' ? 2.0F
                      : speech.last_mark == '-' ? 3.0F
                      : speech.last_mark == 0   ? 0.0F
                                                : 4.0F;
  return shared;
}

/// Where each candidate stands among the others: how many have more.
void add_ranks(std::vector<SpeakerFeatures>& all) {
  const auto rank = [&](SpeakerFeature of, SpeakerFeature as) {
    for (SpeakerFeatures& one : all) {
      one[as] = static_cast<float>(
          std::count_if(all.begin(), all.end(), [&](const SpeakerFeatures& other) { return other[of] > one[of]; }));
    }
  };
  rank(kPresence, kPresenceRank);
  rank(kTalkShare, kTalkRank);
  rank(kSceneShare, kSceneRank);
  rank(kStyle, kStyleRank);
  std::vector<SpeakerFeatures> sums = all;
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i][kSpokenToRank] =
        static_cast<float>(std::count_if(sums.begin(), sums.end(), [&](const SpeakerFeatures& other) {
          return other[kSpokenToRank] > sums[i][kSpokenToRank];
        }));
  }
}

}  // namespace

std::vector<Belief> certain_beliefs(const FeatureContext& context, const std::vector<EntityIndex>& fixed) {
  std::vector<Belief> beliefs(context.speeches.size());
  for (std::uint32_t i = 0; i < context.speeches.size(); ++i) {
    const EntityIndex sure = fixed[i] == kNobody ? context.tagged[i] : fixed[i];
    for (const Candidate& candidate : context.candidates[i])
      beliefs[i].push_back(candidate.entity == sure ? 1.0F : 0.0F);
  }
  return beliefs;
}

std::vector<SpeakerFeatures> extract_features(const FeatureContext& context, std::uint32_t index,
                                              const std::vector<Belief>& certain, const SpeakerStyles& styles) {
  const Speech& speech = context.speeches[index];
  const std::uint32_t t = context.turn_of[index];
  const std::int64_t before = context.neighbour_turn(t, -1);
  const std::int64_t after = context.neighbour_turn(t, 1);
  const TagReferents referents = find_tag_referents(context, index);
  std::vector<SpeakerFeatures> features(context.candidates[index].size(), shared_features(context, index));
  for (std::size_t i = 0; i < context.candidates[index].size(); ++i) {
    const Candidate& candidate = context.candidates[index][i];
    SpeakerFeatures& f = features[i];
    f[kGenderKnown] = context.entities.cast[candidate.entity].gender != language::Gender::unknown ? 1.0F : 0.0F;
    f[kCastGiven] = context.cast_given ? 1.0F : 0.0F;
    f[kUnnamed] = candidate.entity >= context.entities.character_count ? 1.0F : 0.0F;
    add_tag_features(context, speech, referents, candidate, f);
    add_mention_features(context, speech, candidate, f);
    add_turn_features(context, index, candidate, certain, f);
    add_salience_features(context, speech, t, candidate, f);
    add_reaction_features(context, t, candidate.entity, f);
    f[kActingShare] = context.acting_share[candidate.entity];
    f[kPlacedShare] = context.placed_share[candidate.entity];
    f[kKinOnly] = context.kin[candidate.entity] ? 1.0F : 0.0F;
    f[kNarrated] = portable_log2(1.0F + context.narrated[candidate.entity]);
    f[kGroup] = context.group[candidate.entity] ? 1.0F : 0.0F;
    f[kLateNamed] = context.late_named[index] == kNobody            ? 0.0F
                    : context.late_named[index] == candidate.entity ? 1.0F
                                                                    : -1.0F;
    f[kStyle] = styles.similarity(t, candidate.entity);
    if (before >= 0)
      f[kSpokenToBefore] = styles.similarity_as_addressee(static_cast<std::uint32_t>(before), t, candidate.entity);
    if (after >= 0)
      f[kSpokenToAfter] = styles.similarity_as_addressee(static_cast<std::uint32_t>(after), t, candidate.entity);
    const language::Gender own = context.turn_tags[t].own;
    const language::Gender gender = context.entities.cast[candidate.entity].gender;
    if (own != language::Gender::unknown)
      f[kOwnGender] = gender == language::Gender::unknown ? 0.3F : gender == own ? 1.0F : -1.0F;
    f[kSpokenToRank] = f[kSpokenToBefore] + f[kSpokenToAfter];
    f[kTalkShare] = f[kTalkBefore] + f[kTalkAfter];
  }
  add_ranks(features);
  return features;
}

}  // namespace sotto::attribution
