#pragma once

/// A sentence as the user's engines get it: one line of words with their punctuation.

#include "synthesis/engine/engine.h"

namespace sotto::user_engine {

/// Nothing in it is a command to engines that take commands in brackets. It ends with a mark, without which several
/// engines run on.
engine::EngineText sentence_text(const normalization::NormalizedSentence& sentence);

}  // namespace sotto::user_engine
