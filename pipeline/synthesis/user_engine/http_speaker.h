#pragma once

/// Engines that are servers of the OpenAI form: POST /v1/audio/speech.

#include <memory>

#include "synthesis/user_engine/speaker.h"

namespace sotto::user_engine {

/// One request at a time goes to a server, whatever the number of workers: several in parallel got empty sound, or each
/// other's.
std::unique_ptr<Speaker> make_http_speaker(const Definition& definition, const cast::EngineSettings& voice,
                                           const std::filesystem::path& folder, const Patience& patience);

}  // namespace sotto::user_engine
