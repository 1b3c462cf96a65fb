#include "annotate/attribution/entities/generic_nouns.h"

namespace sotto::attribution {

bool is_generic_person_noun(const language::Language& language, std::string_view noun) {
  return language.table("generic-person-nouns").find(noun) != nullptr;
}

bool is_generic_adult_noun(const language::Language& language, std::string_view noun) {
  return language.words("generic-person-nouns", "adult").contains(noun);
}

}  // namespace sotto::attribution
