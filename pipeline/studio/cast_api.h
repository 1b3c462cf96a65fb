#pragma once

/// What the pages ask of the cast: who there is, and with which voice.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "studio/http_server.h"
#include "studio/studio.h"

namespace sotto::studio {

/// All voices, who may be one, and how words are said.
Answer cast_overview(Studio& studio);

/// The answer to a change of the cast; nothing for another path.
std::optional<Answer> change_cast(Studio& studio, const std::string& path, const nlohmann::json& body);

}  // namespace sotto::studio
