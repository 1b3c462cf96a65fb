#pragma once

/// Where words begin in speech whose engine does not report it.

#include <vector>

#include "shared/span.h"
#include "synthesis/engine/shared_speech.h"

namespace sotto::synthesis {

/// An event for each word, found from the same words said by a voice with known word times. `words` and
/// `reference_words` are their stretches of the two texts, in the same order.
std::vector<engine::EngineEvent> events_by_reference(engine::SharedSpeech& speech, const std::vector<Span>& words,
                                                     engine::SharedSpeech& reference,
                                                     const std::vector<Span>& reference_words);

}  // namespace sotto::synthesis
