#pragma once

/// How old the narration says that people are whom it names: "Tom, a boy of perhaps twelve".

#include "annotate/manuscript/tokens.h"
#include "annotate/people/people.h"

namespace sotto {

/// Fills in the ages of a named cast, and genders that nothing else has told.
void find_ages(const Tokens& tokens, People& people);

}  // namespace sotto
