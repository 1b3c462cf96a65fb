#pragma once

/// A sentence as eSpeak NG gets it: SSML with [[phonemes]].

#include <string>
#include <string_view>

#include "synthesis/engine/engine.h"

namespace sotto::espeak_ng {

/// Nothing that the manuscript holds is obeyed as markup. A word that `pronunciations` of the profile has (letter case
/// ignored, with or without a possessive 's) is said as it tells.
engine::EngineText sentence_text(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                                 const std::string& delivery);

/// How a possessive sounds after these phonemes: "Iz" after a hiss, "s" after a voiceless consonant, "z" otherwise.
std::string_view possessive_ending(std::string_view phonemes);

}  // namespace sotto::espeak_ng
