#pragma once

/// Finds children by what they call their parents: "Mummy, are we there?" asked Wren.

#include <vector>

#include "annotate/attribution/entities/entities.h"
#include "annotate/attribution/mentions/dialogue_tags.h"
#include "annotate/attribution/mentions/mentions.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Sets the age "child" of those whose tagged speeches address somebody by such a word, where the text gives no age.
void learn_ages_from_address(const document::Tokens& tokens, const std::vector<Speech>& speeches,
                             const Mentions& mentions, Entities& entities);

}  // namespace sotto::attribution
