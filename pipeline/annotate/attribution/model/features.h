#pragma once

/// For each speech, who may have said it, and what speaks for and against each of them, as numbers for the ranker.

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "annotate/attribution/coreference/salience.h"
#include "annotate/attribution/entities/entities.h"
#include "annotate/attribution/mentions/dialogue_tags.h"
#include "annotate/attribution/mentions/mentions.h"
#include "annotate/attribution/model/speaker_features.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Someone who may have said a speech, with what the text before it tells of them.
struct Candidate {
  EntityIndex person = kNobody;
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

/// How likely each candidate of one speech is; sums to 1.
using Belief = std::vector<float>;

class SpeakerStyles;

class FeatureExtractor {
 public:
  /// `scenes`: a number for each paragraph that changes where a new scene or chapter begins. Only spoken speeches are
  /// looked at.
  FeatureExtractor(const document::Tokens& tokens, const std::vector<document::Quote>& quotes, const Entities& people,
                   const Mentions& mentions, std::vector<Speech> speeches, const std::vector<std::uint32_t>& scenes);

  const document::Tokens& tokens() const { return tokens_; }
  const std::vector<Speech>& speeches() const { return speeches_; }
  const std::vector<Turn>& turns() const { return turns_; }
  std::uint32_t turn_of(std::uint32_t speech) const { return turn_of_[speech]; }
  const std::vector<Candidate>& candidates(std::uint32_t speech) const { return candidates_[speech]; }

  /// The person whom a tag names beyond doubt, for a speech; kNobody otherwise.
  EntityIndex named_by_tag(std::uint32_t speech) const { return tagged_[speech]; }

  /// The same, where the tag is the speech's own by its grammar and has the name of a character.
  EntityIndex surely_named(std::uint32_t speech) const { return surely_named_[speech]; }

  /// The gender of the pronoun in a speech's own tag ("she said"); unknown where it has none.
  language::Gender said_by(std::uint32_t speech) const;
  language::Gender gender(EntityIndex person) const { return people_.cast[person].gender; }

  /// Whether a tag's description must be of somebody known: "the old lady", where no old lady was brought in, but the
  /// scene tells of women.
  bool is_familiar(std::uint32_t speech) const;

  /// Whether a tag describes somebody old ("the old lady") and a person is told to be, or has a title as the old have:
  /// Mrs. Dane, not Ann.
  bool is_elder(std::uint32_t speech, EntityIndex person) const;

  /// Whether a person is no more than what somebody else is: "he was a small man"; or no person at all.
  bool is_likeness(EntityIndex person) const { return likeness_[person]; }

  /// Whether a person is a character, not only described.
  bool is_character(EntityIndex person) const { return person < people_.named; }

  /// The paragraph where a turn ends.
  std::uint32_t last_paragraph(const Turn& turn) const { return speeches_[turn.last].paragraph; }

  /// Whether a speech goes on with the one before it.
  bool continues(std::uint32_t speech) const { return quotes_[speeches_[speech].quote].continues; }

  /// The turn some steps away in the same conversation, or -1.
  std::int64_t neighbour_turn(std::uint32_t turn, int steps) const;
  /// The gender of the pronoun in a turn's tags.
  language::Gender pronoun_gender(std::uint32_t turn) const { return turn_tags_[turn].gender; }
  /// Whether a turn's speeches call somebody by name or title.
  bool calls_somebody(std::uint32_t turn) const;
  /// How many people tags name in the turns around one.
  float talkers(std::uint32_t turn) const;
  /// Whether a speech begins a sentence.
  bool opens_with_capital(std::uint32_t speech) const;

  /// What is sure beforehand: 1 for a person whom a tag names, or who is fixed (kNobody: not), else 0 for everybody.
  std::vector<Belief> told(const std::vector<EntityIndex>& fixed) const;

  /// Once all is decided: frees the candidates and what features are read from, most of all that is known of a book.
  void forget_candidates();

  /// The evidence for each candidate of a speech, given what is sure of the other speeches and how people talk.
  void features(std::uint32_t speech, const std::vector<Belief>& told, const SpeakerStyles& idiolects,
                std::vector<SpeakerFeatures>& into) const;

 private:
  /// What all candidates of one speech share.
  struct Surroundings {
    document::Range paragraph;             ///< mentions of the speech's paragraph
    document::Range previous;              ///< of the paragraph before
    document::Range next;                  ///< of the one after
    std::vector<EntityIndex> order_after;  ///< who the pronoun of the tag may be, most recent first
    std::vector<EntityIndex> order_before;
    bool tag_names_someone = false;
  };

  /// What the tags of a whole turn say.
  struct TurnTags {
    std::vector<EntityIndex> named;                       ///< by a tag, beyond doubt
    language::Gender gender = language::Gender::unknown;  ///< of the pronouns in tags
    std::vector<EntityIndex> order;                       ///< whom the first such pronoun may mean
    EntityIndex actor = kNobody;                       ///< subject of the first sentence of narration beside a speech
    std::vector<EntityIndex> subjects;                 ///< as `order`, but only who acted before the pronoun
    std::uint32_t pronoun = kNone;                     ///< its token
    std::uint32_t mention = kNone;                     ///< its mention
    std::uint32_t described = kNobody;                 ///< the unnamed person of a tag ("the young man")
    language::Gender own = language::Gender::unknown;  ///< that the speeches tell of their speaker: "my wife"
    language::Gender addressee = language::Gender::unknown;  ///< of whom the speeches call "sir", "mamma"
  };

  /// From a turn's first word to its last.
  document::Range words_of(const Turn& turn) const;
  void find_turns(const std::vector<std::uint32_t>& scenes);
  void find_candidates();
  void offer_stranger(std::uint32_t turn, std::vector<EntityIndex>& people);
  void look_ahead();
  void count_scenes();
  void focus_features(const Speech& speech, std::uint32_t turn, const Candidate& candidate, SpeakerFeatures& f) const;
  void read_turn_tags();
  EntityIndex tag_person(const DialogueTag& tag) const;
  EntityIndex named_beside(const Speech& speech) const;
  bool describes_old(const Mention& described) const;
  const Mention* described_in_tag(std::uint32_t speech) const;
  void rank_pronoun(const DialogueTag& tag, bool subjects_only, std::vector<EntityIndex>& order) const;
  language::Gender addressee(const Turn& turn) const;
  language::Gender own_gender(const Turn& turn) const;
  float object_in(std::uint32_t paragraph, EntityIndex person) const;
  float actor_gender(std::uint32_t paragraph, bool last, language::Gender gender) const;
  void mention_features(const Speech& speech, const Surroundings& around, const Candidate& candidate,
                        SpeakerFeatures& f) const;
  void tag_features(const Speech& speech, const Surroundings& around, const Candidate& candidate,
                    SpeakerFeatures& f) const;
  void talk_features(std::uint32_t index, const Candidate& candidate, const std::vector<Belief>& told,
                     SpeakerFeatures& f) const;
  float names(const DialogueTag& tag, EntityIndex person) const;
  bool refers(const Mention& mention, EntityIndex person) const;
  float called_in_turn(std::int64_t turn, EntityIndex person, bool called) const;
  float belief(std::uint32_t speech, EntityIndex person, const std::vector<Belief>& beliefs) const;
  float sureness(std::uint32_t speech, const std::vector<Belief>& beliefs) const;

  const document::Tokens& tokens_;
  const std::vector<document::Quote>& quotes_;
  const Entities& people_;
  const Mentions& mentions_;
  SalienceModel focus_;
  bool cast_given_;
  std::vector<Speech> speeches_;
  std::vector<Turn> turns_;
  std::vector<std::uint32_t> turn_of_;
  std::vector<EntityIndex> tagged_;
  std::vector<EntityIndex> surely_named_;
  std::vector<bool> likeness_;
  std::vector<TurnTags> turn_tags_;
  std::unordered_map<EntityIndex, std::vector<std::uint32_t>>
      described_turns_;  ///< in whose tags someone unnamed stands
  std::vector<std::vector<Candidate>> candidates_;
  std::vector<float> mention_share_;
  std::vector<float> speaking_share_;
};

}  // namespace sotto::attribution
