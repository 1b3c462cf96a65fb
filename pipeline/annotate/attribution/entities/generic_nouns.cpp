#include "annotate/attribution/entities/generic_nouns.h"

#include "annotate/language/classified_words.h"
#include "annotate/language/languages.h"

namespace sotto::attribution {

bool is_generic_person_noun(std::string_view noun) {
  static const language::Table& nouns = language::table("generic-person-nouns");
  return nouns.find(noun) != nullptr;
}

bool is_generic_adult_noun(std::string_view noun) {
  static const language::WordList nouns = language::words_of_class(language::table("generic-person-nouns"), "adult");
  return nouns.contains(noun);
}

}  // namespace sotto::attribution
