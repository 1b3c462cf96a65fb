#include "annotate/attribution/coreference/pronoun_genders.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "annotate/attribution/coreference/salience.h"

namespace sotto::attribution {

namespace {

/// What the pronouns say of one person.
struct Votes {
  double he = 0;
  double she = 0;
};

/// How much a pronoun tells of whom it means: "he" most often means the most salient, "his" and "him" less surely.
double weight(const Mention& pronoun) {
  if (pronoun.possessive) return 0.4;
  return pronoun.role == MentionRole::subject ? 1 : 0.3;
}

std::vector<Votes> count_votes(const document::Tokens& tokens, const Entities& entities, const Mentions& mentions) {
  const SalienceModel salience(tokens, entities, mentions);
  std::vector<Votes> votes(entities.cast.size());
  for (std::uint32_t m = 0; m < mentions.all.size(); ++m) {
    const Mention& mention = mentions.all[m];
    if (mention.kind != MentionKind::pronoun || mention.gender == language::Gender::unknown) continue;
    for (const SalientEntity& one : salience.meant_by(m)) {
      Votes& own = votes[one.entity];
      (mention.gender == language::Gender::male ? own.he : own.she) +=
          one.share * std::sqrt(one.share) * weight(mention);
    }
  }
  return votes;
}

/// Whether what speaks is described by a noun that is none for people ("the radio"): most pronouns near it are others'.
bool is_thing(const document::Tokens& tokens, const Mention& mention) {
  constexpr std::uint32_t kPeople = language::kPersonNoun | language::kKin | language::kTitle;
  const std::uint32_t noun = mention.tokens.end - 1;
  return !tokens.all[noun].capital && (tokens.classes(noun) & kPeople) == 0;
}

}  // namespace

void learn_genders_from_pronouns(const document::Tokens& tokens, const std::vector<Speech>& speeches,
                                 Entities& entities, Mentions& mentions) {
  std::vector<bool> wanted(entities.cast.size(), false);
  std::vector<bool> things(entities.cast.size(), false);
  for (const Speech& speech : speeches) {
    for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
      if (!strong(*tag)) continue;
      const Mention& mention = mentions.all[tag->mention];
      const EntityIndex entity = mention.entity;
      if (entity == kNobody || entities.cast[entity].gender != language::Gender::unknown) continue;
      if (mention.plural) continue;  // a group has none
      wanted[entity] = true;
      if (is_thing(tokens, mention)) things[entity] = true;
    }
  }
  if (std::find(wanted.begin(), wanted.end(), true) == wanted.end()) return;
  // First those with many votes: then there are fewer left whom a pronoun may mean.
  constexpr double kMany = 1.8;
  constexpr double kAny = 0.2;
  for (const double enough : {kMany, kAny}) {
    const std::vector<Votes> votes = count_votes(tokens, entities, mentions);
    for (EntityIndex entity = 0; entity < entities.cast.size(); ++entity) {
      document::Character& character = entities.cast[entity];
      if (!wanted[entity] || character.gender != language::Gender::unknown) continue;
      if (things[entity] && enough < kMany) continue;
      const auto [he, she] = votes[entity];
      const double more = std::max(he, she);
      if (more < enough || more < 2 * std::min(he, she)) continue;
      character.gender = he > she ? language::Gender::male : language::Gender::female;
      character.gender_why = fmt::format("{} x {:.0f}", he > she ? "he" : "she", std::max(1.0, more));
    }
  }
  for (Mention& mention : mentions.all) {
    if (mention.entity != kNobody && mention.gender == language::Gender::unknown &&
        mention.kind != MentionKind::pronoun)
      mention.gender = entities.cast[mention.entity].gender;
  }
}

}  // namespace sotto::attribution
