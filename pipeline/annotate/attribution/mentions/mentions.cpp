#include "annotate/attribution/mentions/mentions.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "annotate/attribution/coreference/ambiguous_names.h"
#include "annotate/attribution/entities/ages.h"
#include "annotate/attribution/entities/generic_nouns.h"
#include "annotate/attribution/entities/name_usage.h"
#include "annotate/attribution/mentions/narrator_kin.h"
#include "shared/text.h"

namespace sotto::attribution {

namespace {

class MentionFinder {
 public:
  MentionFinder(const document::Tokens& tokens, Entities& entities) : tokens_(tokens), entities_(entities) {}

  Mentions run() {
    if (entities_.first_person) narrator_kin_ = find_narrator_kin(tokens_, entities_);
    for (const document::Range& paragraph : tokens_.paragraphs) {
      const auto first = static_cast<std::uint32_t>(found_.all.size());
      paragraph_ = paragraph;
      ++number_;
      for (std::uint32_t i = paragraph.begin; i < paragraph.end;) i = at(i);
      found_.paragraphs.push_back({first, static_cast<std::uint32_t>(found_.all.size())});
    }
    Mention stranger;
    stranger.gender = language::Gender::male;
    entities_.unknown_man = described(stranger, tokens_.language().phrase("name-phrases", "unknown-man"));
    stranger.gender = language::Gender::female;
    entities_.unknown_woman = described(stranger, tokens_.language().phrase("name-phrases", "unknown-woman"));
    return std::move(found_);
  }

 private:
  std::uint32_t quote_end(std::uint32_t i) const {
    // A name's longest form is short: no need to look further than a few words.
    constexpr std::uint32_t kLongestName = 12;
    return std::min(paragraph_.end, i + kLongestName);
  }

  /// Classes of the token `steps` away, 0 outside the paragraph or across a quotation mark.
  std::uint32_t near(std::uint32_t i, int steps) const {
    const std::int64_t j = std::int64_t{i} + steps;
    if (j < paragraph_.begin || j >= paragraph_.end) return 0;
    const auto k = static_cast<std::uint32_t>(j);
    return tokens_.all[k].quote == tokens_.all[i].quote ? tokens_.classes(k) : 0;
  }
  char mark(std::uint32_t i, int steps) const {
    const std::int64_t j = std::int64_t{i} + steps;
    if (j < paragraph_.begin || j >= paragraph_.end) return '"';
    const auto k = static_cast<std::uint32_t>(j);
    return tokens_.all[k].quote == tokens_.all[i].quote ? tokens_.all[k].mark : '"';
  }

  std::uint32_t at(std::uint32_t i) {
    if (!tokens_.is_word(i)) return i + 1;
    if (const std::uint32_t after = pair(i); after != i) return after;
    if (const NameForm* form = entities_.names.match(tokens_, i, quote_end(i))) {
      Mention mention;
      mention.tokens = {i, i + static_cast<std::uint32_t>(form->words.size())};
      mention.kind = MentionKind::name;
      if (form->entities.size() == 1) {
        mention.entity = form->entities[0];
        mention.gender = entities_.cast[mention.entity].gender;
      } else {
        mention.several = form;
        mention.gender = language::gender_of(tokens_.classes(i) & (language::kMale | language::kFemale));
      }
      // "The Girl" may be in the cast, but not every "the girl" is she; Uncle Edmund is "my uncle".
      const bool mine = entities_.first_person && i > paragraph_.begin && is_narrator_kin(tokens_, i - 1, i);
      if (form->common && form->words.size() == 1 && anybody(*form) && !mine) mention.kind = MentionKind::description;
      mention.indefinite =
          form->common && (near(i, -1) & language::kDeterminer) != 0 && !tokens_.listed(i - 1, "definite-articles");
      if (form->common && form->words.size() == 1 && (near(i, -1) & language::kDeterminer) != 0)
        introduce(mention, i - 1);
      const std::uint32_t after = add(mention);
      return mention.entity != kNobody && tokens_.all[i].quote == document::kNoQuote ? relation(mention, after) : after;
    }
    const std::uint32_t classes = tokens_.classes(i);
    if (calls_title(i)) {
      Mention mention;
      mention.tokens = {i, i + 1};
      mention.kind = MentionKind::description;
      mention.gender = language::gender_of(classes);
      return add(mention);
    }
    if ((classes & (language::kSubjectPronoun | language::kObjectPronoun | language::kPossessivePronoun)) != 0)
      return pronoun(i, classes);
    if (tokens_.all[i].quote == document::kNoQuote && (classes & language::kDeterminer) != 0) {
      const std::uint32_t after = description(i, i + 1);
      return after != i + 1 ? after : speaking_noun(i);
    }
    return i + 1;
  }

  /// "Thank you, Doctor.": a title by itself, between marks or the ends of a quotation.
  bool calls_title(std::uint32_t i) const {
    const std::uint32_t classes = tokens_.classes(i);
    return tokens_.all[i].quote != document::kNoQuote && (classes & language::kTitle) != 0 &&
           (classes & (language::kPersonNoun | language::kKin)) != 0 && !tokens_.all[i].possessive &&
           !is_generic_person_noun(tokens_.language(), tokens_.lower(i)) && mark(i, -1) != 0 && mark(i, 1) != 0;
  }

  std::uint32_t classes_of(std::uint32_t word) const { return tokens_.vocabulary.entry(word).classes; }

  /// Whether a name that is a common noun may also mean somebody else: a noun that tells no more than gender, age or
  /// kinship ("the girl"), or the only name of its character. "The ferryman", who is Bert Dowling, means him.
  bool anybody(const NameForm& form) const {
    const std::uint32_t classes = classes_of(form.words[0]);
    if ((classes & language::kKin) != 0) return true;
    const bool gendered =
        (classes & language::kPersonNoun) != 0 && (classes & (language::kMale | language::kFemale)) != 0;
    if (!gendered || (classes & (language::kTitle | language::kNoName)) != 0) return false;
    const std::string& noun = tokens_.vocabulary.entry(form.words[0]).lower;
    const std::string the_noun = tokens_.language().phrase("name-phrases", "described", noun);
    return is_generic_person_noun(tokens_.language(), noun) || form.entities.size() > 1 ||
           std::any_of(form.entities.begin(), form.entities.end(),
                       [&](EntityIndex entity) { return lower_case(entities_.cast[entity].name) == the_noun; });
  }

  std::uint32_t pronoun(std::uint32_t i, std::uint32_t classes) {
    const bool in_narration = tokens_.all[i].quote == document::kNoQuote;
    if ((classes & language::kPossessivePronoun) != 0 && in_narration && styles_somebody(i)) {
      Mention mention;  // "her ladyship" is she
      mention.tokens = {i, i + 2};
      mention.kind = MentionKind::pronoun;
      mention.gender = language::gender_of(classes & (language::kMale | language::kFemale));
      mention.possessive = tokens_.all[i + 1].possessive;
      return add(mention);
    }
    if ((classes & language::kPossessivePronoun) != 0 && in_narration) {
      const std::uint32_t after = description(i, i + 1);
      if (after != i + 1) return after;
    }
    const std::string_view word = tokens_.lower(i);
    const language::WordList& impersonal = tokens_.language().words("impersonal-pronouns");
    if (impersonal.contains(word)) return i + 1;
    if (!in_narration) return i + 1;
    Mention mention;
    mention.tokens = {i, i + 1};
    mention.kind = (classes & language::kFirstPerson) != 0 && (classes & language::kPlural) == 0 ? MentionKind::self
                                                                                                 : MentionKind::pronoun;
    mention.gender = language::gender_of(classes & (language::kMale | language::kFemale));
    mention.plural = (classes & language::kPlural) != 0;
    const bool only_possessive = (classes & language::kPossessivePronoun) != 0;
    mention.possessive = only_possessive && ((classes & language::kObjectPronoun) == 0 ||
                                             tokens_.is_word(std::min(i + 1, paragraph_.end - 1)));
    if (mention.kind == MentionKind::self && entities_.first_person_narrator != kNobody)
      mention.entity = entities_.first_person_narrator;
    const bool object = (classes & language::kObjectPronoun) != 0 && (classes & language::kSubjectPronoun) == 0;
    constexpr std::uint32_t kFarthest = 10;  // paragraphs back to whom "they" are
    if (tokens_.listed(i, "group-pronouns") && speaks(i, i + 1) && group_.entity != kNobody &&
        number_ - group_.paragraph <= kFarthest) {
      mention.kind = MentionKind::description;
      mention.entity = group_entity();
    }
    return add(mention, object);
  }

  /// "her ladyship", "his honour": a rank that stands for whoever has it.
  bool styles_somebody(std::uint32_t i) const {
    const language::Table& styles = tokens_.language().table("styles");
    if (language::gender_of(tokens_.classes(i) & (language::kMale | language::kFemale)) == language::Gender::unknown ||
        i + 1 >= paragraph_.end)
      return false;
    const std::string_view noun = tokens_.lower(i + 1);
    const language::Table::Row* const style = styles.find(noun);
    if (style == nullptr || tokens_.all[i + 1].quote != document::kNoQuote) return false;
    return (*style)[1] == "always" || tokens_.all[i + 1].capital || speaks(i, i + 2);
  }

  /// The entity of the group; "Meg and Erik" get one where they first speak.
  EntityIndex group_entity() {
    if (group_.other == kNobody) return group_.entity;
    Mention nobody;
    return described(nobody, tokens_.language().phrase("name-phrases", "pair", entities_.cast[group_.entity].name,
                                                       entities_.cast[group_.other].name));
  }

  /// Notes that a description with "a" introduces somebody; the same noun with "the" then refers back to it.
  void introduce(Mention& mention, std::uint32_t determiner) {
    constexpr std::uint32_t kFarthest = 60;  // paragraphs
    const std::uint32_t noun = tokens_.all[mention.tokens.end - 1].word;
    if (!mention.indefinite) {
      const auto found = introduced_.find(noun);
      if (tokens_.listed(determiner, "definite-articles") && found != introduced_.end() &&
          number_ - found->second <= kFarthest)
        mention.introduced = found->second - 1;
      return;
    }
    // "He was a boy", "like a boy" introduce nobody.
    const std::string_view before = determiner > paragraph_.begin ? tokens_.lower(determiner - 1) : std::string_view();
    const language::WordList& predicative_words = tokens_.language().words("predicative-words");
    const bool predicative = predicative_words.contains(before);
    mention.predicative = predicative;
    if (!predicative) introduced_[noun] = number_;
  }

  /// Whether a verb of speech and a quotation stand right before or behind some narration.
  bool speaks(std::uint32_t begin, std::uint32_t end) const {
    const auto quoted = [&](std::uint32_t i) {
      return i >= paragraph_.begin && i < paragraph_.end && tokens_.all[i].quote != document::kNoQuote;
    };
    if ((near(begin, -1) & (language::kSpeechVerb | language::kMannerVerb)) != 0 && begin >= paragraph_.begin + 2)
      return quoted(begin - 2);
    if ((near(end - 1, 1) & (language::kSpeechVerb | language::kMannerVerb)) == 0) return false;
    constexpr std::uint32_t kNear = 5;  // tokens: "they said with one voice, ..."
    if (begin > paragraph_.begin && quoted(begin - 1)) return true;
    for (std::uint32_t i = end + 1; i <= end + kNear; ++i) {
      if (quoted(i)) return true;
    }
    return false;
  }

  /// "Meg and Erik": two who may speak as one. They are one mention only where they do. Returns where to go on.
  std::uint32_t pair(std::uint32_t i) {
    if (tokens_.all[i].quote != document::kNoQuote) return i;
    const NameForm* one = entity_at(i);
    if (one == nullptr) return i;
    const std::uint32_t conjunction = i + static_cast<std::uint32_t>(one->words.size());
    if (conjunction + 1 >= paragraph_.end || tokens_.all[conjunction - 1].possessive ||
        !tokens_.listed(conjunction, "joining-conjunctions"))
      return i;
    const NameForm* other = entity_at(conjunction + 1);
    if (other == nullptr || other->entities[0] == one->entities[0]) return i;
    const std::uint32_t end = conjunction + 1 + static_cast<std::uint32_t>(other->words.size());
    if (tokens_.all[end - 1].possessive) return i;
    Mention mention;
    mention.tokens = {i, end};
    mention.kind = MentionKind::description;
    mention.plural = true;
    group_ = {one->entities[0], other->entities[0], number_};
    if (!speaks(i, end)) return i;
    mention.entity = group_entity();
    return add(mention);
  }

  const NameForm* entity_at(std::uint32_t i) const {
    const NameForm* form = tokens_.is_word(i) ? entities_.names.match(tokens_, i, quote_end(i)) : nullptr;
    return form != nullptr && form->entities.size() == 1 && !form->common ? form : nullptr;
  }

  /// "the tall old woman", "his mother": a determiner, a few words, a noun for a person.
  std::uint32_t description(std::uint32_t determiner, std::uint32_t from) {
    constexpr std::uint32_t kMostAdjectives = 4;
    for (std::uint32_t i = from; i < paragraph_.end && i <= from + kMostAdjectives; ++i) {
      if (!tokens_.is_word(i) || tokens_.all[i].quote != document::kNoQuote) break;
      const std::uint32_t classes = tokens_.classes(i);
      // Someone of the cast ("the judge" where there is Judge Harrow) is a name.
      if (entities_.names.match(tokens_, i, quote_end(i)) != nullptr || tokens_.listed(i, "indefinite-pronouns")) break;
      if ((classes & (language::kPersonNoun | language::kKin)) != 0) {
        // "the little girl" goes on, "the landlady" does not.
        const std::uint32_t next = near(i, 1);
        const language::Table& voice_nouns = tokens_.language().table("voice-nouns");
        const language::Table::Row* const voice =
            i + 1 < paragraph_.end ? voice_nouns.find(tokens_.lower(i + 1)) : nullptr;
        const bool voices = voice != nullptr && (*voice)[1] != "manner";
        if ((next & language::kPersonNoun) != 0 && i + 1 <= from + kMostAdjectives && !tokens_.all[i].possessive &&
            !voices)
          continue;
        if (i > from && tokens_.all[i - 1].possessive) break;
        // "the poet Syme" is Syme.
        if (i + 1 < paragraph_.end && tokens_.all[i + 1].quote == document::kNoQuote && tokens_.all[i + 1].capital &&
            tokens_.is_word(i + 1) && entities_.names.match(tokens_, i + 1, quote_end(i + 1)) != nullptr) {
          break;
        }
        Mention mention;
        mention.tokens = {determiner, i + 1};
        mention.kind = MentionKind::description;
        mention.gender = language::gender_of(classes);
        mention.plural = (classes & language::kPlural) != 0;
        const std::string_view article = tokens_.lower(determiner);
        const language::WordList& introducing = tokens_.language().words("introducing-determiners");
        mention.indefinite = introducing.contains(article);
        mention.kin = (tokens_.classes(determiner) & language::kPossessivePronoun) != 0;
        if (entities_.first_person && is_narrator_kin(tokens_, determiner, i)) {
          const auto own = narrator_kin_.find(tokens_.all[i].word);
          mention.kind = MentionKind::name;
          mention.kin = false;
          mention.entity = own != narrator_kin_.end() ? own->second : described(mention);
          return add(mention);
        }
        mention.entity = described(mention);
        if (const auto age = age_behind(tokens_, i + 1, paragraph_.end);
            age && entities_.cast[mention.entity].age.empty())
          entities_.cast[mention.entity].age = *age;
        introduce(mention, determiner);
        if ((classes & language::kDeterminer) != 0) mention.predicative = true;  // "he feared that another ..."
        if (mention.plural && !mention.indefinite) group_ = {mention.entity, kNobody, number_};
        return add(mention);
      }
      if ((classes & (language::kPreposition | language::kAuxiliary | language::kConjunction |
                      language::kSubjectPronoun | language::kDeterminer)) != 0)
        break;
      if (tokens_.all[i].possessive) break;
    }
    return determiner + 1;
  }

  /// "Anna's brother": someone known by a name that is not theirs. Returns where to go on.
  std::uint32_t relation(const Mention& owner, std::uint32_t after) {
    if (!tokens_.all[after - 1].possessive) return after;
    constexpr std::uint32_t kMostAdjectives = 2;
    for (std::uint32_t i = after; i < paragraph_.end && i <= after + kMostAdjectives; ++i) {
      if (!tokens_.is_word(i) || tokens_.all[i].quote != document::kNoQuote) break;
      const std::uint32_t classes = tokens_.classes(i);
      if ((classes & language::kKin) != 0) {
        Mention mention;
        mention.tokens = {owner.tokens.begin, i + 1};
        mention.kind = MentionKind::description;
        mention.gender = language::gender_of(classes);
        mention.kin = true;
        std::string noun(tokens_.lower(after));
        for (std::uint32_t word = after + 1; word <= i; ++word) noun.append(" ").append(tokens_.lower(word));
        mention.entity = described(
            mention, tokens_.language().phrase("name-phrases", "relative", entities_.cast[owner.entity].name, noun));
        return add(mention);
      }
      if ((classes & (language::kPreposition | language::kAuxiliary | language::kConjunction | language::kPastVerb)) !=
          0)
        break;
    }
    return after;
  }

  /// "said the dentist", "the surveyor said": whoever stands beside a verb of speech is a person, whatever the noun.
  std::uint32_t speaking_noun(std::uint32_t determiner) {
    constexpr std::uint32_t kMostWords = 3;
    const bool asked_for = (near(determiner, -1) & language::kSpeechVerb) != 0;
    std::uint32_t end = determiner + 1;
    for (std::uint32_t i = end; i < paragraph_.end && i <= determiner + kMostWords; ++i) {
      if (entities_.names.match(tokens_, i, quote_end(i)) != nullptr) return determiner + 1;
    }
    while (end < paragraph_.end && end <= determiner + kMostWords && tokens_.is_word(end) &&
           tokens_.all[end].quote == document::kNoQuote && !tokens_.listed(end, "indefinite-pronouns") &&
           (tokens_.classes(end) & (language::kPreposition | language::kAuxiliary | language::kConjunction |
                                    language::kSubjectPronoun | language::kDeterminer | language::kSpeechVerb |
                                    language::kAdverb | language::kObjectPronoun | language::kPossessivePronoun)) ==
               0) {
      ++end;
    }
    if (end == determiner + 1 || end > paragraph_.end) return determiner + 1;
    const bool closed =
        end == paragraph_.end || tokens_.all[end].mark != 0 || tokens_.all[end].quote != document::kNoQuote ||
        (tokens_.classes(end) & (language::kPreposition | language::kAdverb | language::kConjunction)) != 0;
    const bool says = end < paragraph_.end && tokens_.all[end].quote == document::kNoQuote &&
                      (tokens_.classes(end) & language::kSpeechVerb) != 0;
    if (!(asked_for && closed) && !says) return determiner + 1;
    if (tokens_.all[end - 1].possessive || (tokens_.classes(end - 1) & language::kNoName) != 0) return determiner + 1;
    if (tokens_.language().words("writing-words", "says").contains(tokens_.lower(end - 1))) return determiner + 1;
    const bool definite = tokens_.listed(determiner, "definite-articles");
    if (!definite && !tokens_.listed(determiner, "speaking-determiners")) return determiner + 1;
    Mention mention;
    mention.tokens = {determiner, end};
    mention.kind = MentionKind::description;
    mention.indefinite = !definite;
    mention.predicative = !speaks(determiner, end);  // "answered the instant she came"
    mention.entity = described(mention);
    return add(mention);
  }

  /// The person of a description: the same words, the same person.
  EntityIndex described(const Mention& mention) { return described(mention, description_name(tokens_, mention)); }

  const document::Character* settled_description(const std::string& name) const {
    const auto is = [&](const std::string& other) { return lower_case(other) == name; };
    const auto found = std::find_if(entities_.settled_descriptions.begin(), entities_.settled_descriptions.end(),
                                    [&](const document::Character& one) {
                                      return is(one.name) || std::any_of(one.aliases.begin(), one.aliases.end(), is);
                                    });
    return found == entities_.settled_descriptions.end() ? nullptr : &*found;
  }

  EntityIndex described(const Mention& mention, const std::string& name) {
    const auto found = described_.find(name);
    if (found != described_.end()) return found->second;
    const auto entity = static_cast<EntityIndex>(entities_.cast.size());
    document::Character character;
    character.name = name;
    character.id = slug(name);
    if (const document::Character* settled = settled_description(name)) {
      character = *settled;
      // Whatever else they are called by is they, too.
      described_.emplace(lower_case(settled->name), entity);
      for (const std::string& alias : settled->aliases) described_.emplace(lower_case(alias), entity);
    }
    if (character.gender == language::Gender::unknown && mention.gender != language::Gender::unknown) {
      character.gender = mention.gender;
      character.gender_why = "the word " + name.substr(name.find_last_of(' ') + 1);
    }
    entities_.cast.push_back(std::move(character));
    described_.emplace(name, entity);
    return entity;
  }

  std::uint32_t add(Mention mention, bool object_form = false) {
    const std::uint32_t first = mention.tokens.begin;
    const std::uint32_t last = mention.tokens.end - 1;
    mention.quote = tokens_.all[first].quote;
    if (mention.kind != MentionKind::pronoun && mention.kind != MentionKind::self)
      mention.possessive = tokens_.all[last].possessive;
    if (mention.quote != document::kNoQuote) {
      const std::uint32_t before = near(first, -1);
      const language::WordList& openers = tokens_.language().words("vocative-openers", "name");
      const bool opens =
          mark(first, -1) != 0 || (before & language::kAddress) != 0 || openers.contains(tokens_.lower(first - 1));
      // "Henry dear, ..."
      const bool endearing = (near(last, 1) & language::kAddress) != 0 && mark(last, 2) != 0;
      mention.vocative = opens && (mark(last, 1) != 0 || endearing) && !mention.possessive;
    }
    mention.role = role_of(mention, object_form);
    found_.all.push_back(mention);
    return mention.tokens.end;
  }

  MentionRole role_of(const Mention& mention, bool object_form) const {
    if (mention.possessive) return MentionRole::other;
    if (object_form) return MentionRole::object;
    const std::uint32_t first = mention.tokens.begin;
    const std::uint32_t last = mention.tokens.end - 1;
    std::uint32_t left = near(first, -1);
    if (mention.kind == MentionKind::name && (left & (language::kDeterminer | language::kTitle)) != 0)
      left = near(first, -2);
    std::uint32_t right = near(last, 1);
    if ((right & language::kAdverb) != 0) right = near(last, 2);
    constexpr std::uint32_t kVerb =
        language::kPastVerb | language::kAuxiliary | language::kSpeechVerb | language::kMannerVerb;
    if ((left & language::kPreposition) != 0 && (left & language::kConjunction) == 0) return MentionRole::object;
    if ((right & kVerb) != 0) return MentionRole::subject;
    if (tokens_.all[first].starts_sentence || first == paragraph_.begin) return MentionRole::subject;
    if (mention.kind == MentionKind::pronoun || mention.kind == MentionKind::self) return MentionRole::subject;
    if ((left & (language::kPastVerb | language::kSpeechVerb)) != 0) return MentionRole::object;
    if (tokens_.all[first - (first > paragraph_.begin ? 1 : 0)].starts_sentence) return MentionRole::subject;
    return MentionRole::other;
  }

  const document::Tokens& tokens_;
  Entities& entities_;
  std::unordered_map<std::string, EntityIndex> described_;
  NarratorKin narrator_kin_;
  Mentions found_;
  std::unordered_map<std::uint32_t, std::uint32_t> introduced_;  // nouns -> the paragraph of the last "a ..."
  /// Whom "they" may mean: several who are described, or two who are named.
  struct Group {
    EntityIndex entity = kNobody;
    EntityIndex other = kNobody;
    std::uint32_t paragraph = 0;
  };
  Group group_;
  document::Range paragraph_;
  std::uint32_t number_ = 0;  // of the paragraph, from 1
};

}  // namespace

Mentions find_mentions(const document::Tokens& tokens, Entities& entities) {
  Mentions mentions = MentionFinder(tokens, entities).run();
  resolve_ambiguous_names(tokens, entities, mentions);
  return mentions;
}

bool refers_to(const Mention& mention, EntityIndex entity) {
  if (mention.entity == entity) return true;
  if (mention.several == nullptr) return false;
  const std::vector<EntityIndex>& bearers = mention.several->entities;
  return std::find(bearers.begin(), bearers.end(), entity) != bearers.end();
}

std::string description_name(const document::Tokens& tokens, const Mention& mention) {
  std::string words;
  for (std::uint32_t i = mention.tokens.begin; i < mention.tokens.end; ++i) {
    const std::uint32_t classes = tokens.classes(i);
    if (i == mention.tokens.begin && (classes & (language::kDeterminer | language::kPossessivePronoun)) != 0) continue;
    if (!tokens.is_word(i)) continue;
    if (!words.empty()) words += ' ';
    words += tokens.lower(i);
  }
  return tokens.language().phrase("name-phrases", "described", words);
}

}  // namespace sotto::attribution
