#include "annotate/attribution/model/described_speakers.h"

#include <algorithm>

#include "annotate/attribution/entities/generic_nouns.h"
#include "shared/text.h"

namespace sotto::attribution {

namespace {

/// The one person whom a tag describes ("said the tall man"), or null.
const Mention* described_in_tag(const FeatureContext& context, std::uint32_t speech) {
  for (const DialogueTag* tag : {&context.speeches[speech].tag_after, &context.speeches[speech].tag_before}) {
    if (!strong(*tag)) continue;
    const Mention& mention = context.mentions.all[tag->mention];
    const bool one = mention.kind == MentionKind::description && !mention.indefinite && !mention.plural && !mention.kin;
    return one ? &mention : nullptr;
  }
  return nullptr;
}

bool describes_old(const FeatureContext& context, const Mention& described) {
  const language::WordList& adjectives = context.tokens.language().words("age-adjectives", "elder");
  for (std::uint32_t i = described.tokens.begin; i < described.tokens.end; ++i) {
    if (adjectives.contains(context.tokens.lower(i))) return true;
  }
  return false;
}

}  // namespace

bool is_familiar(const FeatureContext& context, std::uint32_t speech) {
  const Mention* described = described_in_tag(context, speech);
  if (described == nullptr || described->introduced != kNotIntroduced ||
      described->gender == language::Gender::unknown ||
      !is_generic_adult_noun(context.tokens.language(), context.tokens.lower(described->tokens.end - 1)))
    return false;
  const bool old = describes_old(context, *described);
  const std::vector<Candidate>& candidates = context.candidates[speech];
  return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
    return context.is_character(candidate.entity) && candidate.scene_share > 0 &&
           context.entities.cast[candidate.entity].gender == described->gender &&
           (!old || is_elder(context, speech, candidate.entity));
  });
}

bool is_elder(const FeatureContext& context, std::uint32_t speech, EntityIndex entity) {
  const Mention* described = described_in_tag(context, speech);
  const document::Character& character = context.entities.cast[entity];
  if (described == nullptr || character.gender != described->gender || !describes_old(context, *described))
    return false;
  const std::string first = lower_case(character.name.substr(0, character.name.find_first_of(" .")));
  const language::WordList& young = context.tokens.language().words("title-uses", "young");
  const bool titled = (context.tokens.language().word_classes(first) & language::kTitle) != 0 &&
                      language::gender_of(context.tokens.language().word_classes(first)) != language::Gender::unknown &&
                      !young.contains(first);
  return titled ? character.age.empty() || character.age == "old" : character.age == "old";
}

}  // namespace sotto::attribution
