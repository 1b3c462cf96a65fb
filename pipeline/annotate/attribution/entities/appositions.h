#pragma once

/// Nouns that stand beside names as what people are: "his sergeant Nye", "Mrs. Padgett, the cook".

#include <cstdint>
#include <map>
#include <set>

#include "annotate/attribution/entities/entities.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// For each noun that stands beside somebody's name as what they are, the people it stands beside. Nouns that anybody
/// may be ("the man") and relations ("his brother John") are left out.
std::map<std::uint32_t, std::set<EntityIndex>> find_appositions(const document::Tokens& tokens, const NameTable& names);

}  // namespace sotto::attribution
