#pragma once

/// Engines that speak the Wyoming protocol: JSON lines with blocks of bytes behind them, over TCP or a program's
/// standard input and output.

#include <memory>

#include "synthesis/user_engine/speaker.h"

namespace sotto::user_engine {

std::unique_ptr<Speaker> make_wyoming_speaker(const Definition& definition, const cast::EngineSettings& voice,
                                              const std::filesystem::path& folder, const Patience& patience);

}  // namespace sotto::user_engine
