#pragma once

/// Nouns by which anybody may be called.

#include <string_view>

#include "annotate/language/language.h"

namespace sotto::attribution {

/// Whether a noun may mean any person of a story as somebody else sees them: "the stranger", "the girl".
bool is_generic_person_noun(const language::Language& language, std::string_view noun);

/// Whether writers use it also for characters whom they have named: "the man". Any of these is a generic person noun.
bool is_generic_adult_noun(const language::Language& language, std::string_view noun);

}  // namespace sotto::attribution
