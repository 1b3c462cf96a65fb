#pragma once

/// The morphology of languages of which only words are known, and none of their forms.

#include <memory>

#include "annotate/language/morphology.h"
#include "annotate/language/word_lists.h"

namespace sotto::language {

/// Tells nothing of any word.
std::unique_ptr<const Morphology> plain_morphology(const WordLists& lists);

}  // namespace sotto::language
