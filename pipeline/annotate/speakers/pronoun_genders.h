#pragma once

/// Genders that no title, kinship or given name tells: from the pronouns that the text uses of somebody.

#include "annotate/manuscript/tokens.h"
#include "annotate/people/people.h"
#include "annotate/speakers/mentions.h"

namespace sotto {

/// Gives people of unknown gender the one that the pronouns which mean them have, and their mentions with them. Whom a
/// pronoun means is told by who is in focus (focus.h), each counting by their share: the more genders are known, the
/// fewer a pronoun can mean.
void learn_genders(const Tokens& tokens, People& people, Mentions& mentions);

}  // namespace sotto
