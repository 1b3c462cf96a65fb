#include "annotate/attribution/model/tagged_speakers.h"

namespace sotto::attribution {

namespace {

/// The entity of a tag; kNobody for a description that may mean a character.
EntityIndex tagged_entity(const FeatureContext& context, const DialogueTag& tag) {
  if (tag.mention == kNone) return kNobody;
  const Mention& mention = context.mentions.all[tag.mention];
  const bool may_be = mention.kind == MentionKind::description && mention.entity < context.entities.character_count;
  return may_be ? kNobody : mention.entity;
}

}  // namespace

EntityIndex find_tagged(const FeatureContext& context, const Speech& speech) {
  EntityIndex entity = kNobody;
  if (strong(speech.tag_after)) entity = tagged_entity(context, speech.tag_after);
  if (entity == kNobody && strong(speech.tag_before) && !strong(speech.tag_after))
    entity = tagged_entity(context, speech.tag_before);
  return entity;
}

EntityIndex find_surely_named(const FeatureContext& context, const Speech& speech) {
  const auto entity = [&](const DialogueTag& tag) {
    if (tag.mention == kNone || tag.verb == kNone || (context.tokens.classes(tag.verb) & language::kSpeechVerb) == 0)
      return kNobody;
    const Mention& mention = context.mentions.all[tag.mention];
    if (mention.entity == kNobody || mention.possessive || mention.several != nullptr) return kNobody;
    // "my father", whom the text does not name, is as surely he.
    const bool named = mention.kind == MentionKind::name;
    const bool self = mention.kind == MentionKind::self && context.is_character(mention.entity);
    return named || self ? mention.entity : kNobody;
  };
  const DialogueTag& after = speech.tag_after;
  const bool behind = after.form == TagForm::inverted && after.verb <= after.clause.begin + 1;
  // "Who?" I asked: where a name might begin a sentence of its own.
  const bool mine = after.mention != kNone && context.mentions.all[after.mention].kind == MentionKind::self;
  const bool closed = speech.last_mark == ',' || speech.last_mark == '-' || mine;
  if (behind || (after.form == TagForm::plain && closed)) return entity(after);
  const char tie = speech.before.empty() ? '\0' : context.tokens.all[speech.before.end - 1].mark;
  if (speech.tag_before.form == TagForm::plain && (tie == ',' || tie == ':') && !strong(after))
    return entity(speech.tag_before);
  return kNobody;
}

language::Gender said_by(const FeatureContext& context, std::uint32_t speech) {
  for (const DialogueTag* tag : {&context.speeches[speech].tag_after, &context.speeches[speech].tag_before}) {
    if (tag->form != TagForm::inverted && tag->form != TagForm::plain) continue;
    const Mention& mention = context.mentions.all[tag->mention];
    return mention.kind == MentionKind::pronoun && !mention.plural ? mention.gender : language::Gender::unknown;
  }
  return language::Gender::unknown;
}

}  // namespace sotto::attribution
