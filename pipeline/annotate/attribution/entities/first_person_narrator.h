#pragma once

/// Who tells a story that is told by "I".

#include "annotate/document/tokens.h"
#include "annotate/attribution/entities/entities.h"

namespace sotto {

/// Whether narration speaks of itself as "I".
bool told_in_first_person(const Tokens& tokens);

/// Which character "I" is; kNobody where the text does not tell.
PersonIndex find_storyteller(const Tokens& tokens, const People& people);

}  // namespace sotto
