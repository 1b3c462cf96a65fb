#pragma once

/// What an engine of the user's is told of a voice.

#include "cast/engine_settings.h"

namespace sotto::user_engine {

/// The settings under `engine:` of a profile whose engine is one of the user's.
const cast::EngineSchema& schema();

}  // namespace sotto::user_engine
