#pragma once

/// Engine settings for tests: what is not said is as the engine has it.

#include <initializer_list>

#include "cast/engine_settings.h"
#include "synthesis/espeak_ng/settings.h"

namespace sotto::testing {

inline cast::EngineSettings with(cast::EngineSettings settings, std::initializer_list<cast::EngineSetting> said) {
  for (const cast::EngineSetting& one : said) settings.set(one.key, one.value);
  return settings;
}

/// A voice of eSpeak NG: espeak_voice({{"variant", "f3"}, {"pitch", 60}}).
inline cast::EngineSettings espeak_voice(std::initializer_list<cast::EngineSetting> said = {}) {
  return with(espeak_ng::schema().standard_settings(), said);
}

/// What a delivery changes of one.
inline cast::EngineSettings espeak_change(std::initializer_list<cast::EngineSetting> said = {}) {
  return with(espeak_ng::schema().neutral_change(), said);
}

}  // namespace sotto::testing
