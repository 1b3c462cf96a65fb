#pragma once

/// What engines say, before it is made a take.

#include <cstdint>
#include <string>
#include <vector>

#include "shared/units.h"
#include "synthesis/engine/engine.h"

namespace sotto::synthesis {

struct Spoken {
  Hertz rate;
  std::vector<std::int16_t> samples;
  std::vector<engine::EngineEvent> events;
  std::string trouble;  ///< what became of the engine instead
};

/// Started, given its voice and made to speak in a child of this process.
Spoken spoken(const engine::Engine& engine, const cast::EngineSettings& voice, const std::string& text);

}  // namespace sotto::synthesis
