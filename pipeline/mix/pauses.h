#pragma once

/// How long a reader pauses between two sentences.

#include "annotate/script/script.h"
#include "synthesis/synthesize.h"

namespace sotto::mix {

/// What stands between two sentences.
enum class Gap { title, sentence, same_speaker, change_speaker, paragraph, scene };

/// From the last sound of `before` to the first of `after`. Where `pauses.vary` lets it, one pause differs from the
/// next by what the two sentences are, and the average of many is that of `pauses`.
Seconds pause_between(Gap gap, const normalization::NormalizedSentence& before,
                      const normalization::NormalizedSentence& after, const document::Pauses& pauses);

}  // namespace sotto::mix
