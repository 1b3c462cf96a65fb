#pragma once

/// Nouns by which anybody may be called.

#include <string_view>

#include "annotate/language/language.h"

namespace sotto::attribution {

/// Whether the story's people are called so now and then, by whoever sees them: "the stranger", "the girl".
bool is_generic_person_noun(const language::Language& language, std::string_view noun);

/// Whether writers call those whom they have named so, too: "the man". Any of these is a generic person noun.
bool is_generic_adult_noun(const language::Language& language, std::string_view noun);

}  // namespace sotto::attribution
