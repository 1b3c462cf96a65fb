#include "annotate/attribution/entities/entities.h"

#include <algorithm>
#include <map>
#include <set>

#include "annotate/attribution/entities/ages.h"
#include "annotate/attribution/entities/appositions.h"
#include "annotate/attribution/entities/cast_discovery.h"
#include "annotate/attribution/entities/first_person_narrator.h"
#include "annotate/attribution/entities/name_usage.h"
#include "shared/text.h"

namespace sotto::attribution {

void NameTable::add(const std::vector<std::uint32_t>& words, EntityIndex entity, bool common) {
  if (words.empty()) return;
  if (words[0] >= by_first_.size()) by_first_.resize(words[0] + 1);
  for (const std::uint32_t index : by_first_[words[0]]) {
    NameForm& form = forms_[index];
    if (form.words != words) continue;
    if (std::find(form.entities.begin(), form.entities.end(), entity) == form.entities.end())
      form.entities.push_back(entity);
    form.common = form.common && common;
    return;
  }
  std::vector<std::uint32_t>& list = by_first_[words[0]];
  list.push_back(static_cast<std::uint32_t>(forms_.size()));
  forms_.push_back({words, {entity}, common});
  std::sort(list.begin(), list.end(), [this](std::uint32_t a, std::uint32_t b) {
    if (forms_[a].words.size() != forms_[b].words.size()) return forms_[a].words.size() > forms_[b].words.size();
    return a < b;
  });
}

const NameForm* NameTable::find(const std::vector<std::uint32_t>& words) const {
  if (words.empty() || words[0] >= by_first_.size()) return nullptr;
  for (const std::uint32_t index : by_first_[words[0]]) {
    if (forms_[index].words == words) return &forms_[index];
  }
  return nullptr;
}

const NameForm* NameTable::match(const document::Tokens& tokens, std::uint32_t at, std::uint32_t end) const {
  const document::Token& first = tokens.all[at];
  if (first.word >= by_first_.size()) return nullptr;
  for (const std::uint32_t index : by_first_[first.word]) {
    const NameForm& form = forms_[index];
    if (at + form.words.size() > end) continue;
    bool same = true;
    bool capital = first.capital;
    for (std::size_t i = 1; same && i < form.words.size(); ++i) {
      const document::Token& token = tokens.all[at + i];
      same = token.word == form.words[i] && token.quote == first.quote;
      capital = capital || token.capital;
    }
    if (!same) continue;
    // "My uncle" means somebody else for each speaker.
    const bool relation = (tokens.classes(at) & language::kPossessivePronoun) != 0;
    if (relation && first.quote != document::kNoQuote) continue;
    const bool determined =
        relation ||
        (at > 0 && tokens.all[at - 1].quote == first.quote &&
         (tokens.classes(at - 1) & (language::kDeterminer | language::kTitle | language::kPossessivePronoun)) != 0);
    if (form.common && !capital && !determined) continue;
    if (!form.common && !capital) continue;
    if (!form.common && form.words.size() == 1 && first.starts_sentence) {
      // "Will you come?" starts with no name.
      const language::Lexicon::Entry& entry = tokens.vocabulary.entry(first.word);
      if (entry.lower_count > entry.capital_count) continue;
    }
    return &form;
  }
  return nullptr;
}

std::vector<std::uint32_t> name_words(language::Lexicon& vocabulary, std::string_view name, bool* article) {
  const std::vector<document::Paragraph> whole = {{{0, name.size()}, false}};
  const document::Tokens parts = document::tokenize(vocabulary.language(), name, whole, {});
  std::vector<std::uint32_t> words;
  if (article != nullptr) *article = false;
  for (std::uint32_t i = 0; i < parts.all.size(); ++i) {
    if (!parts.is_word(i)) continue;
    const std::string_view lower = parts.lower(i);
    const bool is_article = parts.listed(i, "definite-articles") || parts.listed(i, "indefinite-articles");
    if (words.empty() && is_article && i + 1 < parts.all.size()) {
      if (article != nullptr) *article = true;
      continue;
    }
    const std::uint32_t word = vocabulary.intern(lower);
    words.push_back(parts.all[i].capital ? vocabulary.name_of(word) : word);
  }
  return words;
}

bool is_description(const language::Lexicon& vocabulary, std::string_view name, const std::vector<std::uint32_t>& words,
                    bool article) {
  if (!article && !is_lower(code_point_at(name, 0).value)) return false;
  return std::all_of(words.begin(), words.end(), [&](std::uint32_t word) {
    const language::Lexicon::Entry& entry = vocabulary.entry(word);
    return entry.lower_count > 0 || (entry.classes & (language::kPersonNoun | language::kKin)) != 0;
  });
}

namespace {

/// For each noun of an office, who has it.
using Offices = std::map<std::uint32_t, std::set<EntityIndex>>;

/// Adds what follows from full names: "John Cavendish" is also "John", "Cavendish", and, being a man, "Mr. Cavendish".
class Derivation {
 public:
  Derivation(document::Tokens& tokens, Entities& entities) : tokens_(tokens), entities_(entities) {}

  void read(EntityIndex entity, const std::vector<std::uint32_t>& words, bool names_too) {
    std::vector<std::uint32_t> names;
    std::uint32_t title_classes = 0;
    for (const std::uint32_t word : words) {
      const std::uint32_t classes = tokens_.vocabulary.entry(word).classes;
      if (names.empty() && (classes & language::kTitle) != 0) {
        title_classes |= classes;
      } else {
        names.push_back(word);
      }
    }
    if (names.empty()) return;
    const bool titled = title_classes != 0;
    const std::string& title = tokens_.vocabulary.entry(words[0]).lower;
    const language::WordList& offices = tokens_.language().words("title-uses", "office");
    const bool office = language::gender_of(title_classes) == language::Gender::unknown || offices.contains(title);
    if (titled && office) offer_office(words[0], entity);
    if (!names_too) return;  // discovery has seen every name that there is
    if (titled && names.size() == 1) {
      offer({names[0]}, entity);
    } else if (names.size() >= 2) {
      for (const std::uint32_t word : names) {
        if ((tokens_.vocabulary.entry(word).classes &
             (language::kPreposition | language::kDeterminer | language::kConjunction)) != 0)
          return;
      }
      offer({names.front()}, entity);
      offer({names.back()}, entity);
      if (names.size() > 2) offer({names.front(), names.back()}, entity);
      const std::string_view full = tokens_.language().full_given_name(tokens_.vocabulary.entry(names.front()).lower);
      if (!full.empty()) offer({tokens_.vocabulary.intern(full)}, entity);
      const language::Gender gender = entities_.cast[entity].gender;
      for (const language::Table::Row& row : tokens_.language().table("derived-titles")) {
        const language::Gender other = row[1] == "male" ? language::Gender::female : language::Gender::male;
        if (gender == other) continue;
        for (const std::string_view which : language::split_words(row[2]))
          offer_title(row[0], which == "first" ? names.front() : names.back(), entity);
      }
    }
  }

  /// Takes what one person alone has a claim to, or what nobody names otherwise.
  void settle() {
    for (const auto& [words, claimants] : offers_) {
      if (entities_.names.find(words) != nullptr) continue;
      for (const EntityIndex entity : claimants) entities_.names.add(words, entity, false);
    }
    for (const auto& [title, claimants] : offices_) {
      if (claimants.size() != 1 || entities_.names.find({title}) != nullptr) continue;
      entities_.names.add({title}, *claimants.begin(), true);
    }
  }

  const Offices& offices() const { return offices_; }

 private:
  /// "Professor de Worms" is also "the Professor", "Dr. Quill" the doctor.
  void offer_office(std::uint32_t title, EntityIndex entity) {
    const language::Table& in_full = tokens_.language().table("titles-in-full");
    if (const language::Table::Row* row = in_full.find(tokens_.vocabulary.entry(title).lower))
      title = tokens_.vocabulary.intern((*row)[1]);
    if ((tokens_.vocabulary.entry(title).classes & (language::kPersonNoun | language::kKin)) != 0)
      offices_[title].insert(entity);
  }

  void offer(std::vector<std::uint32_t> words, EntityIndex entity) {
    if (words.size() == 1 && (tokens_.vocabulary.entry(words[0]).classes &
                              (language::kNoName | language::kPersonNoun | language::kKin)) != 0)
      return;
    offers_[std::move(words)].insert(entity);
  }
  void offer_title(std::string_view title, std::uint32_t name, EntityIndex entity) {
    offer({tokens_.vocabulary.intern(title), name}, entity);
  }

  document::Tokens& tokens_;
  Entities& entities_;
  std::map<std::vector<std::uint32_t>, std::set<EntityIndex>> offers_;
  Offices offices_;
};

/// Every way in which the text names a cast. Returns who has which office by title.
Offices name_people(document::Tokens& tokens, bool closed, Entities& entities) {
  entities.names = NameTable();
  Derivation derivation(tokens, entities);
  for (EntityIndex entity = 0; entity < entities.cast.size(); ++entity) {
    const document::Character& character = entities.cast[entity];
    std::vector<std::string> all = {character.name};
    all.insert(all.end(), character.aliases.begin(), character.aliases.end());
    for (const std::string& name : all) {
      bool article = false;
      const std::vector<std::uint32_t> words = name_words(tokens.vocabulary, name, &article);
      if (words.empty()) continue;
      const bool common = is_description(tokens.vocabulary, name, words, article);
      entities.names.add(words, entity, common);
      if (!common) derivation.read(entity, words, closed);
    }
  }
  derivation.settle();
  return derivation.offices();
}

/// "His sergeant Nye": the sergeant is Nye, if the text calls nobody else so. Returns whether a found character who has
/// no other name gave way.
bool join_offices(const document::Tokens& tokens, Offices offices, Entities& entities) {
  std::set<EntityIndex> gone;
  for (auto& [noun, claimants] : find_appositions(tokens, entities.names)) offices[noun].merge(claimants);
  for (const auto& [noun, claimants] : offices) {
    if (claimants.size() != 1) continue;
    const EntityIndex entity = *claimants.begin();
    const NameForm* form = entities.names.find({noun});
    if (form == nullptr) {
      entities.names.add({noun}, entity, true);
      continue;
    }
    const std::string the = tokens.language().phrase("name-phrases", "described", tokens.vocabulary.entry(noun).lower);
    const EntityIndex role = form->entities[0];
    const document::Character& character = entities.cast[role];
    if (form->entities.size() != 1 || role == entity || character.given || lower_case(character.name) != the) continue;
    entities.cast[entity].aliases.push_back(character.name);
    gone.insert(role);
  }
  for (auto role = gone.rbegin(); role != gone.rend(); ++role)
    entities.cast.erase(entities.cast.begin() + static_cast<std::ptrdiff_t>(*role));
  return !gone.empty();
}

/// The names of those whom the text has speak, and whom a given cast leaves out.
std::vector<std::string> find_uncast_speakers(const document::Tokens& tokens, const NameTable& names) {
  constexpr std::uint32_t kTwice = 2;  // speeches: once may be a slip of reading
  std::vector<std::string> uncast_speakers;
  for (const NameUsage& form : collect_name_usage(tokens)) {
    const auto end = form.written_at + static_cast<std::uint32_t>(form.words.size());
    if (form.role || form.speaks < kTwice || form.placed * 2 > form.count) continue;
    // "Madame Giry" is not Meg Giry.
    const bool titled = (tokens.classes(form.written_at) & language::kTitle) != 0 && form.words.size() > 1;
    const std::uint32_t last_start = titled ? form.written_at + 1 : end;
    bool known = false;
    for (std::uint32_t i = form.written_at; i < last_start; ++i)
      known = known || names.match(tokens, i, static_cast<std::uint32_t>(tokens.all.size())) != nullptr;
    if (known) continue;
    const std::size_t begin = tokens.all[form.written_at].begin;
    const std::size_t last = tokens.all[end - 1].begin + tokens.written(end - 1).size();
    uncast_speakers.push_back(fold_space(tokens.text.substr(begin, last - begin)));
  }
  return uncast_speakers;
}

}  // namespace

Entities find_entities(document::Tokens& tokens, const document::GivenCast& given) {
  Entities entities;
  std::vector<document::Character> people = given.people;
  std::erase_if(people, [](const document::Character& character) { return character.id == document::kNarrator; });
  if (given.closed()) {
    entities.cast = std::move(people);
  } else {
    DiscoveredCast discovered = discover_cast(tokens, people);
    entities.cast = std::move(discovered.cast);
    entities.settled_descriptions = std::move(discovered.described);
  }
  while (join_offices(tokens, name_people(tokens, given.closed(), entities), entities)) continue;
  find_ages(tokens, entities);
  if (given.closed()) entities.uncast_speakers = find_uncast_speakers(tokens, entities.names);
  entities.first_person = told_in_first_person(tokens);
  if (entities.first_person) {
    const FirstPersonNarrator narrator = find_first_person_narrator(tokens, entities);
    entities.first_person_narrator = narrator.entity;
    entities.narrator_sure = narrator.sure;
    if (entities.first_person_narrator == kNobody) {
      entities.first_person_narrator = static_cast<EntityIndex>(entities.cast.size());
      document::Character nobody;
      nobody.id = nobody.name = document::kNarrator;
      entities.cast.push_back(std::move(nobody));
    }
  }
  entities.character_count = static_cast<EntityIndex>(entities.cast.size());
  return entities;
}

}  // namespace sotto::attribution
