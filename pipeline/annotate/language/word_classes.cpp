#include "annotate/language/word_classes.h"

#include <stdexcept>
#include <string>
#include <unordered_map>

#include "annotate/language/classified_words.h"
#include "annotate/language/languages.h"
#include "shared/text.h"

namespace sotto::language {

namespace {

struct ListClasses {
  std::string_view list;
  std::uint32_t classes;
};

// A word in several lists has the classes of all.
constexpr ListClasses kLists[] = {
    {"said-verbs", kSpeechVerb},
    {"manner-verbs", kMannerVerb},
    {"thought-verbs", kThoughtVerb},
    {"silent-verbs", kSilentVerb},
    {"titles-male", kTitle | kMale},
    {"titles-female", kTitle | kFemale},
    {"titles", kTitle},
    {"kin-male", kKin | kMale},
    {"kin-female", kKin | kFemale},
    {"kin", kKin},
    {"person-nouns-male", kPersonNoun | kMale},
    {"person-nouns-female", kPersonNoun | kFemale},
    {"person-nouns", kPersonNoun},
    {"person-nouns-plural", kPersonNoun | kPlural},
    {"prepositions", kPreposition},
    {"auxiliaries", kAuxiliary},
    {"conjunctions", kConjunction},
    {"determiners", kDeterminer},
    {"adverbs", kAdverb},
    {"past-verbs", kPastVerb},
    {"no-names", kNoName},
    {"forms-of-address", kAddress},
    {"given-names-male", kGivenName | kMale},
    {"given-names-female", kGivenName | kFemale},
    {"given-names", kGivenName | kMale | kFemale},
};

/// What the table of pronouns calls the classes.
std::uint32_t pronoun_class(std::string_view name) {
  if (name == "subject") return kSubjectPronoun;
  if (name == "object") return kObjectPronoun;
  if (name == "possessive") return kPossessivePronoun;
  if (name == "male") return kMale;
  if (name == "female") return kFemale;
  if (name == "plural") return kPlural;
  if (name == "first-person") return kFirstPerson;
  throw std::invalid_argument("a pronoun cannot be '" + std::string(name) + "'");
}

using ClassTable = std::unordered_map<std::string_view, std::uint32_t>;

ClassTable build_table(const WordLists& lists) {
  ClassTable table;
  for (const auto& [list, classes] : kLists) {
    for (const std::string_view word : lists.words(list)) table[word] |= classes;
  }
  for (const Table::Row& row : lists.table("pronouns")) {
    for (const std::string_view name : split_words(row[1])) table[row[0]] |= pronoun_class(name);
  }
  for (const Table::Row& row : lists.table("abbreviations")) {
    if (among(split_words(row[3]), "keep-stop")) table[row[0]] |= kAbbreviation;
  }
  return table;
}

}  // namespace

std::uint32_t word_classes(std::string_view lower) {
  static const ClassTable table = build_table(manuscript_language().lists);
  const auto found = table.find(lower);
  const std::uint32_t listed = found == table.end() ? 0 : found->second;
  return listed | morphology().classes_by_form(lower, listed);
}

std::string_view full_given_name(std::string_view lower) {
  static const Table& names = table("short-names");
  const Table::Row* const row = names.find(lower);
  return row == nullptr ? std::string_view() : (*row)[1];
}

Gender gender_of(std::uint32_t classes) {
  const bool female = classes & kFemale;
  const bool male = classes & kMale;
  if (female == male) return Gender::unknown;
  return female ? Gender::female : Gender::male;
}

bool is_writing(std::string_view noun) {
  static const WordList writings = words_of_class(table("writing-words"), "says");
  return writings.contains(noun);
}

}  // namespace sotto::language
