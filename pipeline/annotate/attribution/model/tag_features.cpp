#include "annotate/attribution/model/tag_features.h"

#include <algorithm>
#include <string_view>

#include "annotate/language/ages.h"

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

/// "male" or "female", as tables of the language name them.
language::Gender gender_named(std::string_view name) {
  return name == "male" ? language::Gender::male : language::Gender::female;
}

/// The gender that a form of address tells of whom it calls.
language::Gender address_gender(const document::Tokens& tokens, std::string_view word, std::uint32_t classes) {
  const language::Table& genders = tokens.language().table("address-genders");
  const language::Table::Row* const row = genders.find(word);
  return row != nullptr ? gender_named((*row)[1]) : language::gender_of(classes);
}

/// The gender of whom a turn's speeches call "sir", "madam", "papa".
language::Gender addressee(const FeatureContext& context, const Turn& turn) {
  const language::WordList& openers = context.tokens.language().words("vocative-openers", "address");
  constexpr std::uint32_t kMost = 400;  // tokens of a turn
  const document::Range words = context.words_of(turn);
  for (std::uint32_t i = words.begin; i < words.end && i - words.begin < kMost; ++i) {
    const document::Token& token = context.tokens.all[i];
    if (token.quote == document::kNoQuote || (context.tokens.classes(i) & language::kAddress) == 0 || token.possessive)
      continue;
    const language::Gender meant = address_gender(context.tokens, context.tokens.lower(i), context.tokens.classes(i));
    if (meant == language::Gender::unknown) continue;
    const bool ends =
        i + 1 >= words.end || context.tokens.all[i + 1].quote != token.quote || context.tokens.all[i + 1].mark != 0;
    const bool begins = i == words.begin || context.tokens.all[i - 1].quote != token.quote ||
                        context.tokens.all[i - 1].mark != 0 || openers.contains(context.tokens.lower(i - 1));
    if (ends && begins) return meant;
  }
  return language::Gender::unknown;
}

/// "My wife" is a man's, "my husband" a woman's.
language::Gender own_gender(const FeatureContext& context, const Turn& turn) {
  const language::Table& spouses = context.tokens.language().table("spouses");
  const language::WordList& own = context.tokens.language().words("narrator-possessives");
  constexpr std::uint32_t kMost = 400;  // tokens of a turn
  const document::Range words = context.words_of(turn);
  for (std::uint32_t i = words.begin + 1; i < words.end && i - words.begin < kMost; ++i) {
    if (context.tokens.all[i].quote == document::kNoQuote || !own.contains(context.tokens.lower(i - 1))) continue;
    if (const language::Table::Row* spouse = spouses.find(context.tokens.lower(i))) return gender_named((*spouse)[1]);
  }
  return language::Gender::unknown;
}

/// 1 when the tag names the person, a share of it when the name is one of several people's.
float names(const FeatureContext& context, const DialogueTag& tag, EntityIndex entity) {
  if (tag.mention == kNone) return 0;
  const Mention& mention = context.mentions.all[tag.mention];
  if (mention.entity == entity) return 1;
  return refers_to(mention, entity) ? 0.5F : 0.0F;
}

std::string_view last_word(std::string_view name) {
  const std::size_t space = name.find_last_of(' ');
  return space == std::string_view::npos ? name : name.substr(space + 1);
}

/// How well a person fits what a tag describes ("said the boy"): 3 for the entity of the description, 2 for another
/// description by the same noun, 1 or -1 for a character whose age is told and fits or does not, else 0.
float fits_description(const FeatureContext& context, const DialogueTag& tag, EntityIndex entity) {
  if (tag.mention == kNone || !strong(tag)) return 0;
  const Mention& mention = context.mentions.all[tag.mention];
  if (mention.kind != MentionKind::description || mention.plural) return 0;
  if (mention.entity == entity) return 3;
  const std::string_view noun = context.tokens.lower(mention.tokens.end - 1);
  const document::Character& character = context.entities.cast[entity];
  if (!context.is_character(entity)) return last_word(character.name) == noun ? 2.0F : 0.0F;
  const language::Table::Row* const row = context.tokens.language().table("age-nouns").find(noun);
  if (character.age.empty() || row == nullptr) return 0;
  return ((*row)[1] != "grown") == language::is_young(character.age) ? 1.0F : -1.0F;
}

/// Whom a pronoun or a description in a tag may mean, by gender, the most recently mentioned first.
void rank_pronoun(const FeatureContext& context, const DialogueTag& tag, bool subjects_only,
                  std::vector<EntityIndex>& order) {
  order.clear();
  if (tag.mention == kNone) return;
  const Mention& pronoun = context.mentions.all[tag.mention];
  if (pronoun.kind != MentionKind::pronoun && pronoun.kind != MentionKind::description) return;
  if (pronoun.plural) return;
  constexpr std::uint32_t kMentionsBack = 60;
  constexpr std::size_t kMost = 6;
  for (std::uint32_t m = tag.mention; m > 0 && tag.mention - m < kMentionsBack && order.size() < kMost; --m) {
    const Mention& mention = context.mentions.all[m - 1];
    if (mention.quote != document::kNoQuote || mention.entity == kNobody || mention.kind == MentionKind::self) continue;
    if (!compatible(mention.gender, pronoun.gender)) continue;
    if (subjects_only && mention.role != MentionRole::subject) continue;
    if (std::find(order.begin(), order.end(), mention.entity) == order.end()) order.push_back(mention.entity);
  }
}

}  // namespace

void read_turn_tags(FeatureContext& context) {
  constexpr std::uint32_t kMost = 12;  // speeches of a paragraph whose tags count for the others
  context.turn_tags.resize(context.turns.size());
  for (std::uint32_t t = 0; t < context.turns.size(); ++t) {
    TurnTags& tags = context.turn_tags[t];
    tags.addressee = addressee(context, context.turns[t]);
    tags.own = own_gender(context, context.turns[t]);
    for (std::uint32_t i = context.turns[t].first; i <= context.turns[t].last && i < context.turns[t].first + kMost;
         ++i) {
      if (context.tagged[i] != kNobody) tags.named.push_back(context.tagged[i]);
      for (const DialogueTag* tag : {&context.speeches[i].tag_after, &context.speeches[i].tag_before}) {
        if (tag->mention == kNone) continue;
        const Mention& mention = context.mentions.all[tag->mention];
        if (!strong(*tag)) {
          if (tags.actor == kNobody && mention.kind == MentionKind::name) tags.actor = mention.entity;
          continue;
        }
        if (mention.kind != MentionKind::pronoun && mention.kind != MentionKind::description) continue;
        if (mention.kind == MentionKind::description && mention.entity != kNobody && tags.described == kNobody) {
          tags.described = mention.entity;
          context.described_turns[mention.entity].push_back(t);
        }
        if (tags.gender == language::Gender::unknown && tags.order.empty()) {
          tags.gender = mention.gender;
          rank_pronoun(context, *tag, false, tags.order);
          rank_pronoun(context, *tag, true, tags.subjects);
          tags.pronoun = mention.tokens.begin;
          tags.mention = tag->mention;
        }
      }
    }
  }
}

TagReferents find_tag_referents(const FeatureContext& context, std::uint32_t speech) {
  TagReferents referents;
  rank_pronoun(context, context.speeches[speech].tag_after, false, referents.after);
  rank_pronoun(context, context.speeches[speech].tag_before, false, referents.before);
  referents.named = context.tagged[speech] != kNobody;
  return referents;
}

void add_tag_features(const FeatureContext& context, const Speech& speech, const TagReferents& referents,
                      const Candidate& candidate, SpeakerFeatures& f) {
  const EntityIndex entity = candidate.entity;
  const language::Gender gender = context.entities.cast[entity].gender;
  f[kTagAfterNames] = names(context, speech.tag_after, entity);
  f[kTagBeforeNames] = names(context, speech.tag_before, entity);
  f[kTagAfterForm] = static_cast<float>(speech.tag_after.form);
  f[kTagBeforeForm] = static_cast<float>(speech.tag_before.form);
  const auto agreement = [&](const DialogueTag& tag) -> float {
    if (tag.mention == kNone) return 0;
    const language::Gender said = context.mentions.all[tag.mention].gender;
    if (said == language::Gender::unknown) return 0;
    if (gender == language::Gender::unknown) return 0.3F;
    return said == gender ? 1.0F : -1.0F;
  };
  const auto rank = [&](const std::vector<EntityIndex>& order) -> float {
    const auto found = std::find(order.begin(), order.end(), entity);
    return found == order.end() ? 9.0F : static_cast<float>(found - order.begin());
  };
  if (speech.tag_after.mention != kNone) f[kTagAfterKind] = kind_number(context.mentions.all[speech.tag_after.mention]);
  if (speech.tag_before.mention != kNone)
    f[kTagBeforeKind] = kind_number(context.mentions.all[speech.tag_before.mention]);
  f[kTagAfterGender] = agreement(speech.tag_after);
  f[kTagBeforeGender] = agreement(speech.tag_before);
  f[kPronounRankAfter] = rank(referents.after);
  f[kPronounRankBefore] = rank(referents.before);
  f[kPronounRivalsAfter] = static_cast<float>(referents.after.size());
  f[kDescribedHere] = fits_description(context, speech.tag_after, entity);
  if (f[kDescribedHere] == 0) f[kDescribedHere] = fits_description(context, speech.tag_before, entity);
  f[kTagNamesOther] = referents.named && f[kTagAfterNames] == 0 && f[kTagBeforeNames] == 0 ? 1.0F : 0.0F;
  const bool self =
      (speech.tag_after.mention != kNone && context.mentions.all[speech.tag_after.mention].kind == MentionKind::self) ||
      (speech.tag_before.mention != kNone && context.mentions.all[speech.tag_before.mention].kind == MentionKind::self);
  f[kFirstPersonNarrator] = entity == context.entities.first_person_narrator ? (self ? 2.0F : 1.0F) : 0.0F;
}

}  // namespace sotto::attribution
