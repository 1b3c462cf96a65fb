#pragma once

/// Who the narrator of a first-person story is.

#include "annotate/attribution/entities/entities.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Whether narration speaks of itself as "I".
bool told_in_first_person(const document::Tokens& tokens);

/// Which character "I" is; kNobody where the text does not tell.
EntityIndex find_first_person_narrator(const document::Tokens& tokens, const Entities& entities);

}  // namespace sotto::attribution
