#pragma once

/// Phrases by which people give their own name: "my name is Meg", "call me Meg".

#include <cstdint>
#include <string_view>

#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Whether the words right before a token are such a phrase, all of them at or after `begin`. `where`: "speech", or
/// "narration" of a book that is told by "I".
bool gives_own_name(const document::Tokens& tokens, std::uint32_t begin, std::uint32_t name, std::string_view where);

}  // namespace sotto::attribution
