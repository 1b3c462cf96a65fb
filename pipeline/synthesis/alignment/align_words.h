#pragma once

/// When words are said by an engine that reports no times, found from another voice that says the same words with
/// times.

#include <cstdint>
#include <span>
#include <vector>

#include "shared/units.h"
#include "synthesis/alignment/speech_frames.h"

namespace sotto::alignment {

/// For each word of the reference, where it begins in the speech, in its samples and in order. `reference_begins`, in
/// samples of the reference, do not decrease. Where one of the two is silent, all words begin at 0.
std::vector<std::uint32_t> align_words(const SpeechFrames& speech, const SpeechFrames& reference,
                                       std::span<const std::uint32_t> reference_begins);

}  // namespace sotto::alignment
