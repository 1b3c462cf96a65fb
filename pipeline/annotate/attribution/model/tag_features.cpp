#include "annotate/attribution/model/features.h"

#include <algorithm>

// What the clauses beside a speech, and the words it addresses somebody with, say of its speaker.

namespace sotto::attribution {

namespace {

bool compatible(language::Gender a, language::Gender b) {
  return a == language::Gender::unknown || b == language::Gender::unknown || a == b;
}

float kind_number(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::name:
      return mention.several == nullptr ? 1.0F : 2.0F;
    case MentionKind::pronoun:
      return mention.plural ? 5.0F : 3.0F;
    case MentionKind::description:
      return mention.indefinite ? 7.0F : mention.kin ? 8.0F : 4.0F;
    case MentionKind::self:
      return 6.0F;
  }
  return 0;
}

}  // namespace

void FeatureExtractor::read_turn_tags() {
  constexpr std::uint32_t kMost = 12;  // speeches of a paragraph whose tags count for the others
  turn_tags_.resize(turns_.size());
  for (std::uint32_t t = 0; t < turns_.size(); ++t) {
    TurnTags& tags = turn_tags_[t];
    tags.addressee = addressee(turns_[t]);
    tags.own = own_gender(turns_[t]);
    for (std::uint32_t i = turns_[t].first; i <= turns_[t].last && i < turns_[t].first + kMost; ++i) {
      if (tagged_[i] != kNobody) tags.named.push_back(tagged_[i]);
      for (const DialogueTag* tag : {&speeches_[i].tag_after, &speeches_[i].tag_before}) {
        if (tag->mention == kNone) continue;
        const Mention& mention = mentions_.all[tag->mention];
        if (!strong(*tag)) {
          if (tags.actor == kNobody && mention.kind == MentionKind::name) tags.actor = mention.person;
          continue;
        }
        if (mention.kind != MentionKind::pronoun && mention.kind != MentionKind::description) continue;
        if (mention.kind == MentionKind::description && mention.person != kNobody && tags.described == kNobody) {
          tags.described = mention.person;
          described_turns_[mention.person].push_back(t);
        }
        if (tags.gender == language::Gender::unknown && tags.order.empty()) {
          tags.gender = mention.gender;
          rank_pronoun(*tag, false, tags.order);
          rank_pronoun(*tag, true, tags.subjects);
          tags.pronoun = mention.tokens.begin;
          tags.mention = tag->mention;
        }
      }
    }
  }
}

/// The gender of whom a turn's speeches call "sir", "madam", "papa".
language::Gender FeatureExtractor::addressee(const Turn& turn) const {
  constexpr std::uint32_t kMost = 400;  // tokens of a turn
  const document::Range words = words_of(turn);
  for (std::uint32_t i = words.begin; i < words.end && i - words.begin < kMost; ++i) {
    const document::Token& token = tokens_.all[i];
    if (token.quote == document::kNoQuote || (tokens_.classes(i) & language::kAddress) == 0 || token.possessive)
      continue;
    const language::Gender gender = language::gender_of(tokens_.classes(i));
    const std::string_view word = tokens_.lower(i);
    const language::Gender meant = word == "sir"                                            ? language::Gender::male
                                   : word == "madam" || word == "ma'am" || word == "madame" ? language::Gender::female
                                                                                            : gender;
    if (meant == language::Gender::unknown) continue;
    const bool ends = i + 1 >= words.end || tokens_.all[i + 1].quote != token.quote || tokens_.all[i + 1].mark != 0;
    const bool begins = i == words.begin || tokens_.all[i - 1].quote != token.quote || tokens_.all[i - 1].mark != 0 ||
                        tokens_.lower(i - 1) == "my" || tokens_.lower(i - 1) == "dear" ||
                        tokens_.lower(i - 1) == "yes" || tokens_.lower(i - 1) == "no" ||
                        tokens_.lower(i - 1) == "dearest" || tokens_.lower(i - 1) == "oh";
    if (ends && begins) return meant;
  }
  return language::Gender::unknown;
}

/// "My wife" is a man's, "my husband" a woman's.
language::Gender FeatureExtractor::own_gender(const Turn& turn) const {
  constexpr std::uint32_t kMost = 400;  // tokens of a turn
  const document::Range words = words_of(turn);
  for (std::uint32_t i = words.begin + 1; i < words.end && i - words.begin < kMost; ++i) {
    if (tokens_.all[i].quote == document::kNoQuote || tokens_.lower(i - 1) != "my") continue;
    const std::string_view word = tokens_.lower(i);
    if (word == "wife" || word == "bride") return language::Gender::male;
    if (word == "husband") return language::Gender::female;
  }
  return language::Gender::unknown;
}

bool FeatureExtractor::refers(const Mention& mention, EntityIndex person) const {
  if (mention.person == person) return true;
  if (mention.several == nullptr) return false;
  return std::find(mention.several->people.begin(), mention.several->people.end(), person) !=
         mention.several->people.end();
}

/// 1 when the tag names the person, a share of it when the name is one of several people's.
float FeatureExtractor::names(const DialogueTag& tag, EntityIndex person) const {
  if (tag.mention == kNone) return 0;
  const Mention& mention = mentions_.all[tag.mention];
  if (mention.person == person) return 1;
  return refers(mention, person) ? 0.5F : 0.0F;
}

void FeatureExtractor::rank_pronoun(const DialogueTag& tag, bool subjects_only, std::vector<EntityIndex>& order) const {
  order.clear();
  if (tag.mention == kNone) return;
  const Mention& pronoun = mentions_.all[tag.mention];
  if (pronoun.kind != MentionKind::pronoun && pronoun.kind != MentionKind::description) return;
  if (pronoun.plural) return;
  constexpr std::uint32_t kMentionsBack = 60;
  constexpr std::size_t kMost = 6;
  for (std::uint32_t m = tag.mention; m > 0 && tag.mention - m < kMentionsBack && order.size() < kMost; --m) {
    const Mention& mention = mentions_.all[m - 1];
    if (mention.quote != document::kNoQuote || mention.person == kNobody || mention.kind == MentionKind::self) continue;
    if (!compatible(mention.gender, pronoun.gender)) continue;
    if (subjects_only && mention.role != MentionRole::subject) continue;
    if (std::find(order.begin(), order.end(), mention.person) == order.end()) order.push_back(mention.person);
  }
}

void FeatureExtractor::tag_features(const Speech& speech, const Surroundings& around, const Candidate& candidate,
                                    SpeakerFeatures& f) const {
  const EntityIndex person = candidate.person;
  const language::Gender gender = people_.cast[person].gender;
  f[kTagAfterNames] = names(speech.tag_after, person);
  f[kTagBeforeNames] = names(speech.tag_before, person);
  f[kTagAfterForm] = static_cast<float>(speech.tag_after.form);
  f[kTagBeforeForm] = static_cast<float>(speech.tag_before.form);
  const auto agreement = [&](const DialogueTag& tag) -> float {
    if (tag.mention == kNone) return 0;
    const language::Gender said = mentions_.all[tag.mention].gender;
    if (said == language::Gender::unknown) return 0;
    if (gender == language::Gender::unknown) return 0.3F;
    return said == gender ? 1.0F : -1.0F;
  };
  const auto rank = [&](const std::vector<EntityIndex>& order) -> float {
    const auto found = std::find(order.begin(), order.end(), person);
    return found == order.end() ? 9.0F : static_cast<float>(found - order.begin());
  };
  if (speech.tag_after.mention != kNone) f[kTagAfterKind] = kind_number(mentions_.all[speech.tag_after.mention]);
  if (speech.tag_before.mention != kNone) f[kTagBeforeKind] = kind_number(mentions_.all[speech.tag_before.mention]);
  f[kTagAfterGender] = agreement(speech.tag_after);
  f[kTagBeforeGender] = agreement(speech.tag_before);
  f[kPronounRankAfter] = rank(around.order_after);
  f[kPronounRankBefore] = rank(around.order_before);
  f[kPronounRivalsAfter] = static_cast<float>(around.order_after.size());
  f[kTagNamesOther] = around.tag_names_someone && f[kTagAfterNames] == 0 && f[kTagBeforeNames] == 0 ? 1.0F : 0.0F;
  const bool self =
      (speech.tag_after.mention != kNone && mentions_.all[speech.tag_after.mention].kind == MentionKind::self) ||
      (speech.tag_before.mention != kNone && mentions_.all[speech.tag_before.mention].kind == MentionKind::self);
  f[kFirstPersonNarrator] = person == people_.storyteller ? (self ? 2.0F : 1.0F) : 0.0F;
}

}  // namespace sotto::attribution
