#pragma once

/// Raw speech -> take: the engine's padding trimmed off, the ends faded, and its word events turned into timings.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "synthesis/engine/shared_speech.h"
#include "synthesis/take.h"

namespace sotto::synthesis {

/// Works in place: the take's samples are a stretch of `speech`, faded at its ends. `words` are the request's. Every
/// word gets a timing, in order and without overlap; where the engine reported none, it shares the time between its
/// neighbours by its length. Silence gives an empty take.
TakeView shape_take(Hertz rate, std::span<std::int16_t> speech, std::span<const engine::EngineEvent> events,
                    const std::vector<Span>& words);

/// Where each word begins in speech of so many frames, as the engine reported; where it did not, by the lengths of
/// the words. They are not moved to the first sound: where an engine begins a t, there is silence yet.
std::vector<std::uint32_t> told_begins(std::span<const engine::EngineEvent> events, const std::vector<Span>& words,
                                       std::size_t frames);

}  // namespace sotto::synthesis
