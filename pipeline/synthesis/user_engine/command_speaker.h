#pragma once

/// Engines that are programs: one that reads sentence after sentence, or one that is started for each.

#include <memory>

#include "synthesis/user_engine/speaker.h"

namespace sotto::user_engine {

/// For the protocols sotto, piper-json, piper-dir and wav.
std::unique_ptr<Speaker> make_command_speaker(const Definition& definition, const cast::EngineSettings& voice,
                                              const std::filesystem::path& folder, const Patience& patience);

/// The program and its arguments, with what stands for {voice}, {speaker}, {speed}, {length_scale} (1 / speed),
/// {folder}, {out} and {text} in them.
std::vector<std::string> arguments_for(const Definition& definition, const cast::EngineSettings& voice,
                                       const std::filesystem::path& folder, const std::string& out,
                                       const std::string& text);

}  // namespace sotto::user_engine
