#include "annotate/language/word_classes.h"

#include <stdexcept>
#include <string>

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

}  // namespace

ListedClasses listed_classes(const WordLists& lists) {
  ListedClasses table;
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

Gender gender_of(std::uint32_t classes) {
  const bool female = classes & kFemale;
  const bool male = classes & kMale;
  if (female == male) return Gender::unknown;
  return female ? Gender::female : Gender::male;
}

}  // namespace sotto::language
