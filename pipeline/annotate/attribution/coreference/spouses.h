#pragma once

/// Links wives and husbands who are known by whose they are to the characters: after "Mr. Bennet", "his wife" is Mrs.
/// Bennet.

#include "annotate/attribution/mentions/mentions.h"

namespace sotto::attribution {

/// Makes "his wife" and "Jock's wife" mentions of the character who alone has the owner's surname and may be it. The
/// owner is one of the last two people before of the pronoun's gender. Other relations are left to the ranker: a rule
/// by surnames for parents cost more lines than it gained, in novels and in openings.
void link_spouses(const document::Tokens& tokens, const Entities& entities, Mentions& mentions);

}  // namespace sotto::attribution
