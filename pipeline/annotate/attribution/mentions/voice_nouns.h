#pragma once

/// Nouns for a voice that stands for its owner as a speaker: "Meg's voice said".

#include <string_view>

namespace sotto::attribution {

/// Whether a noun is one of them ("voice").
bool is_voice(std::string_view noun);

}  // namespace sotto::attribution
