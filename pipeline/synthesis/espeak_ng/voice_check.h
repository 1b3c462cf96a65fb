#pragma once

/// Whether eSpeak NG knows what profiles ask it for.

#include <map>
#include <string>
#include <string_view>

#include "cast/voice.h"
#include "shared/diagnostics.h"
#include "synthesis/espeak_ng/data_copy.h"

namespace sotto::espeak_ng {

/// Complains about voices and variants, also those of deliveries, and phonemes that neither the engine nor `own` has.
void check_voices(const std::map<std::string, cast::VoiceProfile>& voices, const OwnVariants& own,
                  Diagnostics& diagnostics);

/// The identifier of the voice that speaks a language (a tag of BCP 47: "fr", "fr-CA"): `voice` itself where it does,
/// else that of the region, else the plain one. Empty: the engine does not speak it.
std::string voice_for(const std::string& voice, std::string_view language);

}  // namespace sotto::espeak_ng
