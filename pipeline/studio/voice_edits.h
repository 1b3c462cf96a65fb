#pragma once

/// Changes of a voice, tried before they are kept. What is tried is written nowhere.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "cast/voice.h"
#include "production/plan.h"

namespace sotto::studio {

/// The numbers of a voice that can be moved, each with where it stands and how far it goes:
/// `{"group": "engine", "key": "rate", "value": 166, "least": 80, "most": 450, "unit": "words a minute"}`.
nlohmann::json numbers_of(const cast::VoiceProfile& voice, const cast::EngineSchemas& engines);

/// The voice with what `changes` says, which is written as a profile is: `{"engine": {"rate": 180}, "pan": 0.1}`.
/// Nothing, with the reason in `why`, where no profile could say so.
std::optional<cast::VoiceProfile> tried(cast::VoiceProfile voice, const nlohmann::json& changes,
                                        const cast::EngineSchemas& engines, std::string& why);

/// The text of the book's own profile of the voice's name with the changes; `text` as it is now, empty where there is
/// none: it then builds on the voice of that name. Nothing for a text that cannot be changed at the place.
std::optional<std::string> kept(const std::string& text, const std::string& voice, const nlohmann::json& changes,
                                std::string& why);

}  // namespace sotto::studio
