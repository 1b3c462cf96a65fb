#include "annotate/attribution/coreference/self_introductions.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "annotate/attribution/mentions/own_name.h"

// Somebody comes in as "a woman" and gets a name: she gives it ("I am Doctor Ives," said the tall woman), or is called
// by it when she has spoken ("Next," said the woman. "Good morning, Mrs. Rudge.") or before she comes ("Delia!" A girl
// looked out. "What is it?" asked the girl). What tells it is a name's first mention, for who is known already would
// have been told of by name.

namespace sotto::attribution {

namespace {

class SelfIntroductionMerger {
 public:
  SelfIntroductionMerger(const document::Tokens& tokens, const std::vector<Speech>& speeches,
                         const std::vector<std::uint32_t>& scenes, Entities& entities, Mentions& mentions)
      : tokens_(tokens), speeches_(speeches), scenes_(scenes), entities_(entities), mentions_(mentions) {
    first_mention_.assign(entities_.cast.size(), kNone);
    for (std::uint32_t m = 0; m < mentions_.all.size(); ++m) {
      const EntityIndex entity = mentions_.all[m].entity;
      if (entity != kNobody && first_mention_[entity] == kNone) first_mention_[entity] = m;
      if (entity != kNobody && entity >= entities_.character_count) mentions_of_[entity].push_back(m);
    }
  }

  void run() {
    for (std::uint32_t i = 0; i < speeches_.size(); ++i) {
      const EntityIndex stranger = described(speeches_[i]);
      if (stranger == kNobody) continue;
      EntityIndex known =
          name_in(speeches_[i].paragraph, [&](std::uint32_t m) { return is_own_name(speeches_[i], m); });
      if (known == kNobody) known = called_next(i, stranger);
      if (known == kNobody) known = called_before(i, stranger);
      if (known != kNobody) join(stranger, known, scenes_[speeches_[i].paragraph]);
    }
  }

 private:
  static constexpr std::uint32_t kNear = 3;  // paragraphs

  /// Whom the narration beside a speech describes as its speaker, if nobody has a name for them yet.
  EntityIndex described(const Speech& speech) const {
    for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
      if (tag->mention == kNone) continue;
      const Mention& mention = mentions_.all[tag->mention];
      const bool one = mention.kind == MentionKind::description && !mention.plural && !mention.kin;
      return one && mention.entity != kNobody && mention.entity >= entities_.character_count ? mention.entity : kNobody;
    }
    return kNobody;
  }

  /// The character whom a name that `fits` means, among a paragraph's mentions.
  template <typename Fits>
  EntityIndex name_in(std::uint32_t paragraph, const Fits& fits) const {
    const document::Range range = mentions_.paragraphs[paragraph];
    for (std::uint32_t m = range.begin; m < range.end; ++m) {
      const Mention& mention = mentions_.all[m];
      if (mention.kind == MentionKind::name && !mention.possessive && mention.entity < entities_.character_count &&
          fits(m))
        return mention.entity;
    }
    return kNobody;
  }

  /// Behind "I am", "I'm", "my name is" or "call me", and at the end of what is said of it.
  bool is_own_name(const Speech& speech, std::uint32_t m) const {
    const document::Range name = mentions_.all[m].tokens;
    if (!speech.tokens.contains(name.begin)) return false;
    const bool told = gives_own_name(tokens_, speech.tokens.begin, name.begin, "speech");
    return told && (name.end >= speech.tokens.end || tokens_.all[name.end].mark != 0);
  }

  /// Who is called, for the first time, in the answer to a speech.
  EntityIndex called_next(std::uint32_t speech, EntityIndex stranger) const {
    const std::uint32_t here = speeches_[speech].paragraph;
    std::uint32_t next = speech;
    while (next < speeches_.size() && speeches_[next].paragraph == here) ++next;
    if (next == speeches_.size() || described(speeches_[next]) == stranger) return kNobody;
    return first_called(here, speeches_[next].paragraph, stranger);
  }

  /// Who is called, for the first time, in the speech before the one of somebody who has come in since.
  EntityIndex called_before(std::uint32_t speech, EntityIndex stranger) const {
    const std::uint32_t here = speeches_[speech].paragraph;
    std::uint32_t last = speech;
    while (last > 0 && speeches_[last].paragraph == here) --last;
    const std::uint32_t there = speeches_[last].paragraph;
    if (there == here || here - there > kNear) return kNobody;
    const bool came = std::any_of(mentions_.all.begin() + mentions_.paragraphs[there].begin,
                                  mentions_.all.begin() + mentions_.paragraphs[here].end, [&](const Mention& mention) {
                                    return mention.kind == MentionKind::description && mention.indefinite &&
                                           mention.quote == document::kNoQuote && same_noun(mention, stranger);
                                  });
    return came ? first_called(there, there, stranger) : kNobody;
  }

  /// "a tall girl" and "the girl"
  bool same_noun(const Mention& mention, EntityIndex stranger) const {
    const std::string& name = entities_.cast[stranger].name;
    return name.substr(name.find_last_of(' ') + 1) == tokens_.lower(mention.tokens.end - 1);
  }

  /// Who of a stranger's gender is called in a paragraph near another, and was not told of before.
  EntityIndex first_called(std::uint32_t here, std::uint32_t there, EntityIndex stranger) const {
    if (scenes_[here] != scenes_[there] || there - here > kNear) return kNobody;
    const language::Gender gender = entities_.cast[stranger].gender;
    return name_in(there, [&](std::uint32_t m) {
      const Mention& mention = mentions_.all[m];
      return mention.vocative && first_mention_[mention.entity] == m && gender != language::Gender::unknown &&
             entities_.cast[mention.entity].gender == gender;
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
  std::unordered_map<EntityIndex, std::vector<std::uint32_t>> mentions_of_;  // of those who have no name
};

}  // namespace

void merge_self_introduced(const document::Tokens& tokens, const std::vector<Speech>& speeches,
                           const std::vector<std::uint32_t>& scenes, Entities& entities, Mentions& mentions) {
  SelfIntroductionMerger(tokens, speeches, scenes, entities, mentions).run();
}

}  // namespace sotto::attribution
