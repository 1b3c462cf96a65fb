#pragma once

/// A sentence as eSpeak NG gets it: SSML with [[phonemes]].

#include <string>

#include "synthesis/engine/engine.h"

namespace sotto::espeak_ng {

/// Nothing that the manuscript holds is read as markup. A word that `pronunciations` of the profile has (letter case
/// ignored, with or without a possessive 's) is said with those phonemes.
engine::EngineText sentence_text(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                                 const std::string& delivery);

}  // namespace sotto::espeak_ng
