#pragma once

/// The relatives of a first-person narrator: in narration by "I", "my uncle" means one character.

#include <cstdint>
#include <unordered_map>

#include "annotate/attribution/entities/entities.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// The relatives whom the text identifies, by the vocabulary number of the noun ("uncle").
using NarratorKin = std::unordered_map<std::uint32_t, EntityIndex>;

/// Whether two tokens are "my uncle".
bool is_narrator_kin(const document::Tokens& tokens, std::uint32_t determiner, std::uint32_t noun);

/// Whom a book calls "my uncle Tobias" and "my sister, Anna", has as an alias ("my uncle"), or by the noun itself
/// ("Father"). Fills in genders that are still unknown.
NarratorKin find_narrator_kin(const document::Tokens& tokens, Entities& entities);

}  // namespace sotto::attribution
