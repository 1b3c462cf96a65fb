#include "annotate/attribution/coreference/self_introductions.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "annotate/attribution/entities/generic_nouns.h"
#include "annotate/attribution/mentions/own_name.h"
#include "shared/text.h"

// Somebody comes in as "a woman" and gets a name: she gives it ("I am Doctor Ives," said the tall woman), or is called
// by it when she has spoken ("Next," said the woman. "Good morning, Mrs. Rudge.") or before she does ("Delia!" A girl
// looked out. "What is it?" asked the girl), or is told of by name from then on. What tells it is a name's first
// mention, for who is known already would have been told of by name.

namespace sotto::attribution {

namespace {

class SelfIntroductionMerger {
 public:
  SelfIntroductionMerger(const document::Tokens& tokens, const std::vector<Speech>& speeches,
                         const std::vector<std::uint32_t>& scenes, Entities& entities, Mentions& mentions)
      : tokens_(tokens), speeches_(speeches), scenes_(scenes), entities_(entities), mentions_(mentions) {
    first_mention_.assign(entities_.cast.size(), kNone);
    narrated_.assign(entities_.cast.size(), false);
    for (std::uint32_t m = 0; m < mentions_.all.size(); ++m) {
      const EntityIndex entity = mentions_.all[m].entity;
      if (entity != kNobody && first_mention_[entity] == kNone) first_mention_[entity] = m;
      if (entity != kNobody && mentions_.all[m].quote == document::kNoQuote) narrated_[entity] = true;
      if (entity != kNobody && is_nameless(entity)) mentions_of_[entity].push_back(m);
    }
  }

  void run() {
    for (std::uint32_t i = 0; i < speeches_.size(); ++i) {
      const EntityIndex stranger = described(speeches_[i]);
      const std::uint32_t scene = scenes_[speeches_[i].paragraph];
      if (stranger == kNobody) {
        const EntityIndex known = own_name(i);
        if (known == kNobody || first_mention_[known] < mentions_.paragraphs[speeches_[i].paragraph].begin) continue;
        if (const EntityIndex before = stranger_before(i, known); before != kNobody) join(before, known, scene);
        continue;
      }
      EntityIndex known = own_name(i);
      if (known == kNobody) known = called_next(i, stranger);
      if (known == kNobody) known = called_before(i, stranger);
      if (known != kNobody) join(stranger, known, scene);
    }
    for (EntityIndex known = 0; known < entities_.character_count; ++known) {
      if (const EntityIndex stranger = replaced(known); stranger != kNobody)
        join(stranger, known, scene_of(first_mention_[known]));
    }
  }

 private:
  static constexpr std::uint32_t kNear = 3;            // paragraphs
  static constexpr std::uint32_t kMostMentions = 200;  // that are looked through for one speech

  /// Who is only described: "the tall woman", and "the ferryman" where that is all that he is called.
  bool is_nameless(EntityIndex entity) const {
    const document::Character& character = entities_.cast[entity];
    return entity >= entities_.character_count ||
           (!character.given && character.aliases.empty() && character.id != document::kNarrator &&
            is_lower(code_point_at(character.name, 0).value));
  }

  /// Whether somebody's name is beyond doubt a person's: it is given, or the narration has it, too.
  bool is_name(EntityIndex entity) const {
    return !is_nameless(entity) && (entities_.cast[entity].given || narrated_[entity]);
  }

  /// Of one who is meant by a description.
  bool is_stranger(const Mention& mention) const {
    return mention.kind != MentionKind::pronoun && mention.kind != MentionKind::self && !mention.plural &&
           !mention.kin && mention.entity != kNobody && is_nameless(mention.entity);
  }

  /// Whom the narration beside a speech describes as its speaker, if nobody has a name for them yet.
  EntityIndex described(const Speech& speech) const {
    for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
      if (tag->mention == kNone) continue;
      const Mention& mention = mentions_.all[tag->mention];
      return is_stranger(mention) ? mention.entity : kNobody;
    }
    return kNobody;
  }

  /// The character whom a name that `fits` means, among a paragraph's first mentions.
  template <typename Fits>
  EntityIndex name_in(std::uint32_t paragraph, const Fits& fits) const {
    const document::Range range = mentions_.paragraphs[paragraph];
    for (std::uint32_t m = range.begin; m < std::min(range.end, range.begin + kMostMentions); ++m) {
      const Mention& mention = mentions_.all[m];
      if (mention.kind == MentionKind::name && !mention.possessive && mention.entity < entities_.character_count &&
          fits(m))
        return mention.entity;
    }
    return kNobody;
  }

  /// The character who says their own name in a speech; kNobody: nobody does.
  EntityIndex own_name(std::uint32_t index) const {
    const document::Range words = speeches_[index].tokens;
    auto mention = std::lower_bound(mentions_.all.begin(), mentions_.all.end(), words.begin,
                                    [](const Mention& one, std::uint32_t at) { return one.tokens.begin < at; });
    for (; mention != mentions_.all.end() && mention->tokens.begin < words.end; ++mention) {
      if (mention->kind == MentionKind::name && !mention->possessive && mention->entity < entities_.character_count &&
          is_own_name(index, static_cast<std::uint32_t>(mention - mentions_.all.begin())))
        return mention->entity;
    }
    return kNobody;
  }

  /// Behind "I am", "I'm", "my name is" or "call me", and at the end of what is said of it; or a name is the whole
  /// answer to a question.
  bool is_own_name(std::uint32_t index, std::uint32_t m) const {
    const Speech& speech = speeches_[index];
    const document::Range name = mentions_.all[m].tokens;
    if (index > 0 && speeches_[index - 1].last_mark == '?' && speeches_[index - 1].paragraph != speech.paragraph &&
        is_whole(speech.tokens, name) && first_mention_[mentions_.all[m].entity] == m)
      return true;
    const bool told = gives_own_name(tokens_, speech.tokens.begin, name.begin, "speech");
    return told && (name.end >= speech.tokens.end || tokens_.all[name.end].mark != 0);
  }

  /// Whether a speech is a name and no more than "sir" with it.
  bool is_whole(document::Range speech, document::Range name) const {
    if (name.begin != speech.begin) return false;
    for (std::uint32_t i = name.end; i < speech.end; ++i) {
      if (tokens_.is_word(i) && (tokens_.classes(i) & language::kAddress) == 0) return false;
    }
    return true;
  }

  bool may_be(EntityIndex stranger, EntityIndex known) const {
    const language::Gender a = entities_.cast[stranger].gender;
    const language::Gender b = entities_.cast[known].gender;
    return a == b || a == language::Gender::unknown || b == language::Gender::unknown;
  }

  /// The last stranger of whom the narration tells before somebody says their name.
  EntityIndex stranger_before(std::uint32_t speech, EntityIndex known) const {
    constexpr std::uint32_t kFarthest = 12;  // paragraphs
    const std::uint32_t here = speeches_[speech].paragraph;
    for (const DialogueTag* tag : {&speeches_[speech].tag_after, &speeches_[speech].tag_before}) {
      if (!strong(*tag)) continue;
      const Mention& mention = mentions_.all[tag->mention];
      if (mention.kind == MentionKind::name || mention.kind == MentionKind::self) return kNobody;
    }
    const std::uint32_t last = first_mention_[known];
    for (std::uint32_t m = last; m-- > 0 && last - m <= kMostMentions;) {
      const Mention& mention = mentions_.all[m];
      if (mention.quote != document::kNoQuote || !is_stranger(mention) || !may_be(mention.entity, known)) continue;
      const std::uint32_t there = paragraph_of(m);
      return here - there <= kFarthest && scenes_[there] == scenes_[here] ? mention.entity : kNobody;
    }
    return kNobody;
  }

  /// The first speech of a paragraph or after it.
  std::uint32_t first_from(std::uint32_t paragraph) const {
    const auto found = std::lower_bound(speeches_.begin(), speeches_.end(), paragraph,
                                        [](const Speech& one, std::uint32_t p) { return one.paragraph < p; });
    return static_cast<std::uint32_t>(found - speeches_.begin());
  }

  std::uint32_t scene_of(std::uint32_t m) const { return scenes_[paragraph_of(m)]; }
  std::uint32_t paragraph_of(std::uint32_t m) const {
    const auto found = std::upper_bound(mentions_.paragraphs.begin(), mentions_.paragraphs.end(), m,
                                        [](std::uint32_t at, const document::Range& range) { return at < range.end; });
    return static_cast<std::uint32_t>(found - mentions_.paragraphs.begin());
  }

  /// The one stranger of the scene who spoke before somebody called a new name, and is not told of any more once the
  /// narration has that name.
  EntityIndex replaced(EntityIndex known) {
    const std::uint32_t first = first_mention_[known];
    if (first == kNone || !mentions_.all[first].vocative || is_nameless(known)) return kNobody;
    constexpr std::uint32_t kFarthest = 20;  // paragraphs
    const std::uint32_t here = paragraph_of(first);
    const auto same_scene = [&](std::uint32_t p) {
      return p < scenes_.size() && scenes_[p] == scenes_[here] && (p > here ? p - here : here - p) <= kFarthest;
    };
    std::uint32_t told = here;  // the paragraph whose narration has the name
    const auto tells = [&](std::uint32_t p) {
      constexpr std::uint32_t kMostOfOne = 60;  // mentions of a paragraph
      const document::Range range = mentions_.paragraphs[p];
      const auto begin = mentions_.all.begin() + range.begin;
      return std::any_of(begin, begin + std::min(range.size(), kMostOfOne), [&](const Mention& mention) {
        return mention.entity == known && mention.quote == document::kNoQuote;
      });
    };
    while (same_scene(told) && !tells(told)) ++told;
    if (!same_scene(told)) return kNobody;
    EntityIndex found = kNobody;
    for (std::uint32_t m = first; m-- > 0 && first - m <= kMostMentions;) {
      const Mention& mention = mentions_.all[m];
      if (mention.quote != document::kNoQuote || mention.entity == found || !is_stranger(mention) ||
          !may_be(mention.entity, known))
        continue;
      if (!same_scene(paragraph_of(m))) break;
      const bool gone = mentions_of_[mention.entity].back() < mentions_.paragraphs[told].begin;
      // Narration goes on calling a child "the boy" once it has a name.
      constexpr std::uint32_t kSoon = 3;  // paragraphs
      const bool child = told - here <= kSoon && is_child(mention);
      if ((!gone && !child) || !speaks(mention.entity, here)) continue;
      if (found != kNobody) return kNobody;
      found = mention.entity;
    }
    return found;
  }

  bool is_child(const Mention& mention) const {
    const std::string_view noun = tokens_.lower(mention.tokens.end - 1);
    const language::Table::Row* const age = tokens_.language().table("age-nouns").find(noun);
    return age != nullptr && is_generic_person_noun(tokens_.language(), noun) &&
           !is_generic_adult_noun(tokens_.language(), noun);
  }

  /// Whether a tag near a paragraph, before it, has a stranger speak who is not the one who calls there.
  bool speaks(EntityIndex stranger, std::uint32_t here) const {
    constexpr std::uint32_t kFarthest = 20;  // paragraphs
    auto speech = speeches_.begin() + first_from(here);
    if (speech != speeches_.end() && described(*speech) == stranger) return false;
    for (int most = 40; most > 0 && speech != speeches_.begin(); --most) {
      --speech;
      if (here - speech->paragraph > kFarthest) break;
      if (described(*speech) == stranger) return true;
    }
    return false;
  }

  /// Who is called, for the first time, in the answer to a speech.
  EntityIndex called_next(std::uint32_t speech, EntityIndex stranger) const {
    const std::uint32_t here = speeches_[speech].paragraph;
    const std::uint32_t next = first_from(here + 1);
    if (next == speeches_.size() || described(speeches_[next]) == stranger || !may_be_new(here, stranger))
      return kNobody;
    return first_called(here, speeches_[next].paragraph, stranger);
  }

  /// Who is called, for the first time, in the speech before the one of somebody who has come in since.
  EntityIndex called_before(std::uint32_t speech, EntityIndex stranger) const {
    const std::uint32_t here = speeches_[speech].paragraph;
    const std::uint32_t first = first_from(here);
    if (first == 0) return kNobody;
    const std::uint32_t last = first - 1;  // the speech before this paragraph's
    const std::uint32_t there = speeches_[last].paragraph;
    if (here - there > kNear || described(speeches_[last]) == stranger) return kNobody;
    if (speaks(stranger, there)) return may_be_new(there, stranger) ? first_called(there, there, stranger) : kNobody;
    const std::uint32_t begin = mentions_.paragraphs[there].begin;
    const std::uint32_t end = std::min(mentions_.paragraphs[here].end, begin + kMostMentions);
    const bool came =
        std::any_of(mentions_.all.begin() + begin, mentions_.all.begin() + end, [&](const Mention& mention) {
          return mention.kind == MentionKind::description && mention.indefinite &&
                 mention.quote == document::kNoQuote && same_noun(mention, stranger);
        });
    return came ? first_called(there, there, stranger) : kNobody;
  }

  /// Whether a stranger is none whom the narration has named: "the young man" may be Erik, of whom it told, unless "a
  /// man" came in since.
  bool may_be_new(std::uint32_t here, EntityIndex stranger) const {
    const document::Character& character = entities_.cast[stranger];
    const std::string_view noun = std::string_view(character.name).substr(character.name.find_last_of(' ') + 1);
    if (!is_generic_adult_noun(tokens_.language(), noun)) return true;
    const std::uint32_t last = mentions_.paragraphs[here].end;
    for (std::uint32_t m = last; m-- > 0 && last - m <= kMostMentions;) {
      const Mention& mention = mentions_.all[m];
      if (mention.quote != document::kNoQuote || mention.entity == kNobody) continue;
      if (scenes_[paragraph_of(m)] != scenes_[here]) break;
      if (mention.kind == MentionKind::description && mention.indefinite && same_noun(mention, stranger)) return true;
      if (mention.kind == MentionKind::name && is_name(mention.entity) &&
          entities_.cast[mention.entity].gender == character.gender)
        return false;
    }
    return true;
  }

  /// "a tall girl" and "the girl"
  bool same_noun(const Mention& mention, EntityIndex stranger) const {
    const std::string& name = entities_.cast[stranger].name;
    return name.substr(name.find_last_of(' ') + 1) == tokens_.lower(mention.tokens.end - 1);
  }

  /// Who of a stranger's gender is called in a paragraph near another, and was not told of before.
  EntityIndex first_called(std::uint32_t here, std::uint32_t there, EntityIndex stranger) const {
    if (scenes_[here] != scenes_[there] || there - here > kNear) return kNobody;
    return name_in(there, [&](std::uint32_t m) {
      const Mention& mention = mentions_.all[m];
      if (!mention.vocative || first_mention_[mention.entity] != m) return false;
      const language::Gender gender = entities_.cast[stranger].gender;
      // A word that has a sex is a name, also where only people of the story say it.
      const bool same = gender != language::Gender::unknown && entities_.cast[mention.entity].gender == gender;
      return same || (is_name(mention.entity) && may_be(stranger, mention.entity));
    });
  }

  /// In this scene the stranger is who is known.
  void join(EntityIndex stranger, EntityIndex known, std::uint32_t scene) {
    document::Character& character = entities_.cast[known];
    const document::Character& description = entities_.cast[stranger];
    if (character.gender == language::Gender::unknown) {
      character.gender = description.gender;
      character.gender_why = description.gender_why;
    }
    if (description.gender != language::Gender::unknown && description.gender != character.gender) return;
    const auto first = std::lower_bound(scenes_.begin(), scenes_.end(), scene) - scenes_.begin();
    const auto last = std::upper_bound(scenes_.begin(), scenes_.end(), scene) - scenes_.begin();
    const std::uint32_t begin = mentions_.paragraphs[static_cast<std::size_t>(first)].begin;
    const std::uint32_t end = mentions_.paragraphs[static_cast<std::size_t>(last) - 1].end;
    const std::vector<std::uint32_t>& theirs = mentions_of_[stranger];
    for (auto m = std::lower_bound(theirs.begin(), theirs.end(), begin); m != theirs.end() && *m < end; ++m) {
      Mention& mention = mentions_.all[*m];
      if (mention.entity != stranger) continue;
      mention.entity = known;
      mention.kind = MentionKind::name;
      mention.indefinite = false;
    }
  }

  const document::Tokens& tokens_;
  const std::vector<Speech>& speeches_;
  const std::vector<std::uint32_t>& scenes_;
  Entities& entities_;
  Mentions& mentions_;
  std::vector<std::uint32_t> first_mention_;                                 // of each person
  std::vector<bool> narrated_;                                               // each person: outside quotations, too
  std::unordered_map<EntityIndex, std::vector<std::uint32_t>> mentions_of_;  // of those who have no name
};

}  // namespace

void merge_self_introduced(const document::Tokens& tokens, const std::vector<Speech>& speeches,
                           const std::vector<std::uint32_t>& scenes, Entities& entities, Mentions& mentions) {
  SelfIntroductionMerger(tokens, speeches, scenes, entities, mentions).run();
}

}  // namespace sotto::attribution
