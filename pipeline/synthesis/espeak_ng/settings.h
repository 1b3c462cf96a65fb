#pragma once

/// The settings of eSpeak NG.

#include "cast/engine_settings.h"

namespace sotto::espeak_ng {

const cast::EngineSchema& schema();

/// "gmw/en", or with a variant "gmw/en+f3": how the engine names a voice.
std::string voice_name(const cast::EngineSettings& settings);

}  // namespace sotto::espeak_ng
