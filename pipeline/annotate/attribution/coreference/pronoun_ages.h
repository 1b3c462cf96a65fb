#pragma once

/// Ages that the text gives for a pronoun: "He was eight.", "her tenth birthday".

#include "annotate/attribution/entities/entities.h"
#include "annotate/attribution/mentions/mentions.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Sets the ages of those whom the pronouns mean, where that is clear, and genders that are still unknown.
void learn_ages_from_pronouns(const document::Tokens& tokens, Mentions& mentions, Entities& entities);

}  // namespace sotto::attribution
