#pragma once

/// What is known of a book's speeches before it is decided who says each: the speeches and their turns, what the tags
/// beside them tell, and who may have said each. The features of the ranker are read from it.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "annotate/attribution/coreference/salience.h"
#include "annotate/attribution/entities/entities.h"
#include "annotate/attribution/mentions/dialogue_tags.h"
#include "annotate/attribution/mentions/mentions.h"
#include "annotate/attribution/mentions/reactions.h"
#include "annotate/document/quotes.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Someone who may have said a speech, with what the text before it tells of them.
struct Candidate {
  EntityIndex entity = kNobody;
  std::uint16_t recency = 0;         ///< 0: named last before the speech's paragraph, 1: before that ...
  std::uint32_t last_token = kNone;  ///< where the narration mentioned them last before the speech
  std::uint32_t last_paragraph = kNone;
  float presence = 0;  ///< mentions before, fading with a half-life of some paragraphs
  float speaking = 0;  ///< the same for speeches that a tag gives them by name
  float presence_after = 0;
  float speaking_after = 0;
  std::uint32_t next_paragraph = kNone;  ///< where the narration mentions them next
  float scene_share = 0;                 ///< of the mentions of people in the scene's narration
  float scene_speaking = 0;              ///< of the turns that a tag names, the turn itself left out
};

/// The speeches of one paragraph, and of those that a speech goes on over: most often they have one speaker. Where the
/// tags of a paragraph name another one after the other, a turn for each.
struct Turn {
  std::uint32_t first = 0;  ///< index into the spoken speeches
  std::uint32_t last = 0;
  std::uint32_t paragraph = 0;  ///< where it begins
  std::uint32_t scene = 0;
};

/// What the tags and speeches of a whole turn tell of its speaker and listener.
struct TurnTags {
  std::vector<EntityIndex> named;                       ///< by a tag, beyond doubt
  language::Gender gender = language::Gender::unknown;  ///< of the pronouns in tags
  std::vector<EntityIndex> order;                       ///< whom the first such pronoun may mean
  EntityIndex actor = kNobody;                          ///< subject of the first sentence of narration beside a speech
  std::vector<EntityIndex> subjects;                    ///< as `order`, but only who acted before the pronoun
  std::uint32_t pronoun = kNone;                        ///< its token
  std::uint32_t mention = kNone;                        ///< its mention
  std::uint32_t described = kNobody;                    ///< the unnamed person of a tag ("the young man")
  language::Gender own = language::Gender::unknown;     ///< that the speeches tell of their speaker: "my wife"
  language::Gender addressee = language::Gender::unknown;  ///< of whom the speeches call "sir", "mamma"
};

/// How likely each candidate of one speech is; sums to 1.
using Belief = std::vector<float>;

struct FeatureContext {
  /// `scenes`: a number for each paragraph that changes where a new scene or chapter begins. Only spoken speeches are
  /// looked at.
  FeatureContext(const document::Tokens& all_tokens, const std::vector<document::Quote>& all_quotes,
                 const Entities& all_people, const Mentions& all_mentions, std::vector<Speech> all_speeches,
                 const std::vector<std::uint32_t>& scenes);

  const document::Tokens& tokens;
  const std::vector<document::Quote>& quotes;
  const Entities& entities;
  const Mentions& mentions;
  SalienceModel salience;
  std::vector<Reaction> reactions;
  bool cast_given = false;
  std::vector<Speech> speeches;           ///< the spoken ones; "by speech" below is by their index
  std::vector<EntityIndex> tagged;        ///< by speech: whom a tag names beyond doubt; kNobody otherwise
  std::vector<EntityIndex> late_named;    ///< by speech: see link_late_named
  std::vector<EntityIndex> surely_named;  ///< by speech: the same, where the tag is the speech's own by its grammar
  std::vector<Turn> turns;
  std::vector<std::uint32_t> turn_of;  ///< by speech
  std::vector<TurnTags> turn_tags;     ///< by turn
  /// For each who is described in tags ("the young man"), the turns with these tags.
  std::unordered_map<EntityIndex, std::vector<std::uint32_t>> described_turns;
  std::vector<std::vector<Candidate>> candidates;  ///< by speech
  std::vector<bool> predicate_only;   ///< by person: no more than what another is said to be ("he was a small man")
  std::vector<float> mention_share;   ///< by person: of all mentions by name
  std::vector<float> speaking_share;  ///< by person: of all speeches that a tag gives to somebody
  std::vector<float> acting_share;    ///< by person: of their mentions in the narration, those that are subjects
  std::vector<float> placed_share;    ///< by person: of the same, those behind a preposition of places
  std::vector<float> narrated;        ///< by person: mentions in the narration, pronouns left out
  std::vector<bool> kin;              ///< by person: only known as somebody's relative ("her brother")
  std::vector<bool> group;            ///< by person: several, who are described ("the women")

  language::Gender gender(EntityIndex entity) const { return entities.cast[entity].gender; }
  /// Whether a person is a character, not only described.
  bool is_character(EntityIndex entity) const { return entity < entities.character_count; }
  /// Whether a speech goes on with the one before it.
  bool continues(std::uint32_t speech) const { return quotes[speeches[speech].quote].continues; }
  /// The paragraph where a turn ends.
  std::uint32_t last_paragraph(const Turn& turn) const { return speeches[turn.last].paragraph; }
  /// From a turn's first word to its last.
  document::Range words_of(const Turn& turn) const {
    return {speeches[turn.first].tokens.begin, speeches[turn.last].tokens.end};
  }
  /// The turn some steps away in the same conversation, or -1.
  std::int64_t neighbour_turn(std::uint32_t turn, int steps) const;

  /// Frees candidates, turn_tags, salience and who is named by speech: the largest part of the memory. For when all
  /// speakers are decided.
  void release();
};

}  // namespace sotto::attribution
