#pragma once

#include <memory>

#include "annotate/language/morphology.h"
#include "annotate/language/word_lists.h"

namespace sotto::language {

/// `lists` must outlive it.
std::unique_ptr<const Morphology> english_morphology(const WordLists& lists);

}  // namespace sotto::language
