#pragma once

/// The narrator's relations: of one who is "I", "my uncle" is one person as surely as by name.

#include <cstdint>
#include <unordered_map>

#include "annotate/attribution/entities/entities.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Who they are, by the word of the noun ("uncle"), where the text tells.
using NarratorKin = std::unordered_map<std::uint32_t, EntityIndex>;

/// Whether two tokens are "my uncle".
bool is_narrator_kin(const document::Tokens& tokens, std::uint32_t determiner, std::uint32_t noun);

/// Whom a book calls "my uncle Tobias" and "my sister, Anna", has as an alias ("my uncle"), or by the noun itself
/// ("Father"). Fills in genders that nothing else has told.
NarratorKin find_narrator_kin(const document::Tokens& tokens, Entities& entities);

}  // namespace sotto::attribution
