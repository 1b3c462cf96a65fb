#include "synthesis/user_engine/speaker.h"

#include "synthesis/user_engine/command_speaker.h"
#include "synthesis/user_engine/http_speaker.h"
#include "synthesis/user_engine/wyoming_speaker.h"

namespace sotto::user_engine {

std::unique_ptr<Speaker> make_speaker(const Definition& definition, const cast::EngineSettings& voice,
                                      const std::filesystem::path& folder, const Patience& patience) {
  if (definition.protocol == kOpenAi) return make_http_speaker(definition, voice, folder, patience);
  if (definition.protocol == kWyoming) return make_wyoming_speaker(definition, voice, folder, patience);
  return make_command_speaker(definition, voice, folder, patience);
}

}  // namespace sotto::user_engine
