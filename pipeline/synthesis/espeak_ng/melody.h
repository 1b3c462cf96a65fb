#pragma once

/// How a sentence is said, word by word, beyond what the engine makes of its marks: the shapes of its phrases, the
/// words that stand out, and its pace.

#include <vector>

#include "annotate/normalization/normalize.h"
#include "cast/voice.h"

namespace sotto::espeak_ng {

/// Departures of a word from the voice's settings.
struct WordProsody {
  int rate = 0;    ///< per cent
  int pitch = 0;   ///< steps of `engine.pitch`
  int range = 0;   ///< steps of `engine.range`
  int volume = 0;  ///< per cent
  bool operator==(const WordProsody&) const = default;
};

/// One for each word. The sentence's own words and its place decide them, so that it is always said the same way.
std::vector<WordProsody> melody_of(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                                   const std::string& delivery);

/// Whether the voice falls at the end of a question, as at a full stop.
bool ends_falling(normalization::Question question);

/// For each word, whether the reader has to breathe before it: a run of words without a mark that is too long for one
/// breath is parted, at a conjunction if it has one.
std::vector<bool> breathing_places(const std::vector<normalization::NormalizedWord>& words);

}  // namespace sotto::espeak_ng
