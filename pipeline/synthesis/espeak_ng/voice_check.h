#pragma once

/// Whether eSpeak NG knows what profiles ask it for.

#include <map>
#include <string>

#include "cast/voice.h"
#include "shared/diagnostics.h"
#include "synthesis/espeak_ng/data_copy.h"

namespace sotto::espeak_ng {

/// Complains about voices and variants, also those of deliveries, and phonemes that neither the engine nor `own` has.
void check_voices(const std::map<std::string, cast::VoiceProfile>& voices, const OwnVariants& own,
                  Diagnostics& diagnostics);

}  // namespace sotto::espeak_ng
