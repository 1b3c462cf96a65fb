#pragma once

/// Genders that no title, kinship or given name tells: from the pronouns that the text uses of somebody.

#include <vector>

#include "annotate/attribution/entities/entities.h"
#include "annotate/attribution/mentions/dialogue_tags.h"
#include "annotate/attribution/mentions/mentions.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Gives speakers of unknown gender the one that the pronouns which mean them have, and their mentions with it: those
/// only who are named or described in a tag, for places and peoples are called by names, too, and are nobody. Whom a
/// pronoun means is told by who is in focus (salience.h), each counting by their share: the more genders are known, the
/// fewer a pronoun can mean.
void learn_genders_from_pronouns(const document::Tokens& tokens, const std::vector<Speech>& speeches,
                                 Entities& entities, Mentions& mentions);

}  // namespace sotto::attribution
