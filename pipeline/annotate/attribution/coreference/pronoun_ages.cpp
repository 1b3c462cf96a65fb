#include "annotate/attribution/coreference/pronoun_ages.h"

#include <optional>
#include <utility>
#include <vector>

#include "annotate/attribution/coreference/salience.h"
#include "annotate/attribution/entities/ages.h"
#include "annotate/language/languages.h"

namespace sotto::attribution {

namespace {

/// Whether a clause begins at a token: what it says is then said of now, not of "the year she was ten".
bool begins_clause(const document::Tokens& tokens, document::Range paragraph, std::uint32_t i) {
  const language::WordList& openers = tokens.language().words("clause-openers");
  if (i == paragraph.begin || tokens.all[i].starts_sentence || tokens.all[i - 1].quote != document::kNoQuote)
    return true;
  return tokens.all[i - 1].mark != 0 || openers.contains(tokens.lower(i - 1));
}

std::optional<ToldAge> told_of(const document::Tokens& tokens, document::Range paragraph, const Mention& mention) {
  const std::uint32_t next = mention.tokens.end;
  if (mention.possessive) return age_of_birthday(tokens, next, paragraph.end);
  if (mention.role != MentionRole::subject || !begins_clause(tokens, paragraph, mention.tokens.begin))
    return std::nullopt;
  return age_of_subject(tokens, next, paragraph.end);
}

/// Whom the narration names last before a mention in its paragraph, as a subject, of those whom the pronoun can mean;
/// kNobody where it names nobody, or names one after whom it may mean another.
EntityIndex named_before(const Mentions& mentions, document::Range paragraph, std::uint32_t pronoun,
                         const Entities& entities) {
  const language::Gender gender = mentions.all[pronoun].gender;
  for (std::uint32_t m = pronoun; m-- > paragraph.begin;) {
    const Mention& mention = mentions.all[m];
    if (mention.quote != document::kNoQuote || mention.plural || mention.kind == MentionKind::pronoun ||
        mention.kind == MentionKind::self || mention.possessive)
      continue;
    const bool known = mention.entity != kNobody;
    const language::Gender own = known ? entities.cast[mention.entity].gender : mention.gender;
    if (own != gender && own != language::Gender::unknown) continue;
    return known && mention.role == MentionRole::subject ? mention.entity : kNobody;
  }
  return kNobody;
}

}  // namespace

void learn_ages_from_pronouns(const document::Tokens& tokens, Mentions& mentions, Entities& entities) {
  struct Found {
    std::uint32_t mention = 0;
    EntityIndex named_before = kNobody;
    ToldAge told;
  };
  std::vector<Found> found;
  for (std::size_t p = 0; p < mentions.paragraphs.size(); ++p) {
    for (std::uint32_t m = mentions.paragraphs[p].begin; m < mentions.paragraphs[p].end; ++m) {
      const Mention& mention = mentions.all[m];
      if (mention.kind != MentionKind::pronoun || mention.plural || mention.quote != document::kNoQuote) continue;
      auto told = told_of(tokens, tokens.paragraphs[p], mention);
      if (!told || told->age.empty()) continue;
      if (told->gender == language::Gender::unknown) told->gender = mention.gender;
      found.push_back({m, named_before(mentions, mentions.paragraphs[p], m, entities), std::move(*told)});
    }
  }
  if (found.empty()) return;
  const SalienceModel salience(tokens, entities, mentions);
  constexpr float kClear = 0.6F;  // share: below it another may as well be meant
  for (const Found& one : found) {
    const std::vector<SalientEntity>& meant = salience.meant_by(one.mention);
    const bool clear = !meant.empty() && meant.front().share >= kClear;
    const EntityIndex entity = one.named_before != kNobody ? one.named_before : clear ? meant.front().entity : kNobody;
    if (entity == kNobody) continue;
    const language::Gender before = entities.cast[entity].gender;
    learn_age(tokens, one.told, entities.cast[entity]);
    if (entities.cast[entity].gender == before) continue;
    for (Mention& mention : mentions.all) {
      if (mention.entity == entity) mention.gender = entities.cast[entity].gender;
    }
  }
}

}  // namespace sotto::attribution
