#pragma once

/// A second speech engine, for tests: it needs no program and no data, speaks at 16 kHz, and has settings of its own.
/// Each word is a tone with a pause after it.

#include <optional>
#include <string>
#include <vector>

#include "synthesis/engines.h"

namespace sotto::synthesis {

/// The tones' rate.
inline constexpr Hertz kToneRate{16000};

/// `engine: {id: tone, note: HZ, rate: WORDS_A_MINUTE, shape: sine|square, times: all|none}`. A delivery adds to
/// `note`, multiplies `rate` and replaces `shape`. With `times: none` the engine does not tell where its words begin.
std::shared_ptr<const engine::Engine> tone_engine();

/// The engines of the program, and this one.
Engines engines_with_tone();

/// What to start workers with.
std::vector<std::string> tone_worker_command();

/// The worker's main, if the program was started as one.
std::optional<int> tone_worker_main(int argc, const char* const* argv);

}  // namespace sotto::synthesis
