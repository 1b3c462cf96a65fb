#pragma once

/// Genders that no title, kinship or given name shows, found from the pronouns that the text uses for somebody.

#include <vector>

#include "annotate/attribution/entities/entities.h"
#include "annotate/attribution/mentions/dialogue_tags.h"
#include "annotate/attribution/mentions/mentions.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Gives speakers of unknown gender, and their mentions, the gender of the pronouns that mean them. Only entities that
/// a tag names or describes are looked at: other names may be of places. Whom a pronoun means is read from salience.h,
/// each entity counting by its share. Two rounds: the more genders are known, the fewer entities a pronoun can mean.
void learn_genders_from_pronouns(const document::Tokens& tokens, const std::vector<Speech>& speeches,
                                 Entities& entities, Mentions& mentions);

}  // namespace sotto::attribution
