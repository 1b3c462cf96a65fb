#pragma once

/// Links people who are named by their relation to somebody to the characters: after "Mr. Bennet", "his wife" is Mrs.
/// Bennet.

#include "annotate/attribution/mentions/mentions.h"

namespace sotto::attribution {

/// Makes "his wife", "her father" and "Jock's mother" mentions of the character, where names tell who that is: the only
/// one of the owner's surname who may be the wife, husband or parent, or whom the text calls so elsewhere ("his sister
/// Rosamond"). The owner is one of the last two people before of the pronoun's gender.
void link_relatives(const document::Tokens& tokens, const Entities& entities, Mentions& mentions);

}  // namespace sotto::attribution
