#pragma once

/// Nouns for a voice that stands for its owner as a speaker: "Meg's voice said".

#include <string_view>

#include "annotate/language/language.h"

namespace sotto::attribution {

/// Whether a noun is one of them ("voice").
bool is_voice(const language::Language& language, std::string_view noun);

}  // namespace sotto::attribution
