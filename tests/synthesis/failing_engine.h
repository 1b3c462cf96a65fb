#pragma once

/// An engine that is not there for speech: it misbehaves where the text says so.

#include <optional>
#include <string>
#include <vector>

#include "synthesis/engines.h"

namespace sotto::synthesis {

/// What to start workers with. Texts with these words fail:
///   crash    the sentence process aborts
///   hang     it never ends
///   once:P   it aborts if the file P is not there, and makes it: a fault that does not come again
///   endless  it never stops speaking
///   refuse   it speaks nothing and does not complete
///   kill     it kills the whole worker
///   kill:P   as `once`, with the whole worker
/// A worker whose setup says "missing" finds no engine, one with "deadly" dies when it starts the engine.
///
/// The voice "nobody" is refused, "deadly" kills the process that sets it, "frozen" never lets it go on. Any other text
/// sounds as one square wave for each word.
std::vector<std::string> failing_worker_command();

/// The family that has this engine alone, with the id "failing" and the settings `voice` and `pitch`.
Engines failing_engines();

/// The words of a sentence, with a space between them and no marks.
engine::EngineText words_in_a_row(const normalization::NormalizedSentence& sentence);

/// The worker's main, if the program was started as one.
std::optional<int> failing_worker_main(int argc, const char* const* argv);

}  // namespace sotto::synthesis
