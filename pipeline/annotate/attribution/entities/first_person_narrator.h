#pragma once

/// Who the narrator of a first-person story is.

#include "annotate/attribution/entities/entities.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Whether narration speaks of itself as "I".
bool told_in_first_person(const document::Tokens& tokens);

struct FirstPersonNarrator {
  EntityIndex entity = kNobody;  ///< kNobody: the text does not tell
  bool sure = false;             ///< "I" gives the name, or is called by it more than once
};

/// Which character "I" is.
FirstPersonNarrator find_first_person_narrator(const document::Tokens& tokens, const Entities& entities);

}  // namespace sotto::attribution
