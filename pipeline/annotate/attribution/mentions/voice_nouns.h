#pragma once

/// Voices that speak for whose they are: "Meg's voice said".

#include <string_view>

namespace sotto::attribution {

/// "voice"
bool is_voice(std::string_view noun);

}  // namespace sotto::attribution
