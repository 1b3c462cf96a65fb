#pragma once

/// The settings of a voice of a user's engine.

#include "cast/engine_settings.h"

namespace sotto::user_engine {

/// The settings under `engine:` of a profile whose engine is one of the user's.
const cast::EngineSchema& schema();

}  // namespace sotto::user_engine
