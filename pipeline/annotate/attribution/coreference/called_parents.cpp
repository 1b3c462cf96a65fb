#include "annotate/attribution/coreference/called_parents.h"

#include "annotate/attribution/entities/ages.h"
#include "annotate/language/languages.h"

namespace sotto::attribution {

namespace {

/// A word that is called out, between marks or the ends of the speech; the end of the tokens: there is none.
std::uint32_t called_parent(const document::Tokens& tokens, document::Range speech) {
  const language::WordList& parents = tokens.language().words("called-by-children");
  const auto parted = [&](std::uint32_t i) { return !speech.contains(i) || tokens.all[i].mark != 0; };
  for (std::uint32_t i = speech.begin; i < speech.end; ++i) {
    if (parents.contains(tokens.lower(i)) && (i == speech.begin || parted(i - 1)) && parted(i + 1)) return i;
  }
  return speech.end;
}

}  // namespace

void learn_ages_from_address(const document::Tokens& tokens, const std::vector<Speech>& speeches,
                             const Mentions& mentions, Entities& entities) {
  for (const Speech& speech : speeches) {
    for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
      if (!strong(*tag)) continue;
      const EntityIndex entity = mentions.all[tag->mention].entity;
      if (entity == kNobody || !entities.cast[entity].age.empty()) continue;
      const std::uint32_t word = called_parent(tokens, speech.tokens);
      if (word == speech.tokens.end) continue;
      learn_age(tokens, {"child", false, language::Gender::unknown, {word, word + 1}}, entities.cast[entity]);
    }
  }
}

}  // namespace sotto::attribution
