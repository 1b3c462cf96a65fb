#pragma once

/// Takes: the audio of one sentence, with word timings, named by everything that shapes it.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "annotate/normalization/normalize.h"
#include "cast/voice.h"
#include "shared/span.h"
#include "shared/units.h"
#include "synthesis/engine/engine.h"

namespace sotto::synthesis {

/// When one word of the sentence sounds, in frames of its take.
struct WordTiming {
  std::uint32_t word = 0;  ///< index into NormalizedSentence::words
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const WordTiming&) const = default;
};

/// One sentence as the engine said it: mono, 16 bit, at the engine's own rate, the engine's padding silence trimmed
/// off.
struct Take {
  Hertz rate;
  std::vector<std::int16_t> samples;
  std::vector<WordTiming> words;  ///< one for each word, in order
  bool operator==(const Take&) const = default;
};

/// A take whose samples lie elsewhere.
struct TakeView {
  Hertz rate;
  std::span<const std::int16_t> samples;
  std::vector<WordTiming> words;
};

/// 32 hexadecimal digits.
using TakeId = std::string;

/// The same sentence said by a voice whose engine reports where words begin, for finding those of a take.
struct Reference {
  cast::EngineSettings voice;  ///< as the worker is told
  std::string text;            ///< as its engine gets it; empty: none is needed
  std::vector<Span> words;     ///< as in TakeRequest
  static constexpr auto fields() {
    return std::tuple(field("voice", &Reference::voice), field("text", &Reference::text),
                      field("words", &Reference::words));
  }
};

/// How the voice of a take breathes (breath.h).
struct Breath {
  std::uint64_t seed = 0;
  double size = 1;     ///< of its resonances against a man's
  double level = 0;    ///< against a reader's near the microphone; 0: not at all
  bool first = false;  ///< before the first word
  static constexpr auto fields() {
    return std::tuple(field("seed", &Breath::seed), field("size", &Breath::size), field("level", &Breath::level),
                      field("first", &Breath::first));
  }
};

/// What is asked of an engine.
struct TakeRequest {
  cast::EngineSettings voice;  ///< as the worker is told
  std::string text;            ///< as the engine gets it
  std::vector<Span> words;     ///< for each word of the sentence, its stretch of `text`, in code points
  std::size_t place = 0;       ///< manuscript offset, for messages; not part of the name
  TakeId id;                   ///< hash of the engine's identity, its settings, the text and the take's own version
  Breath breath{};             ///< of an engine whose voices have none
  Reference reference{};       ///< of an engine that does not report where words begin
  Seconds extra_time{};        ///< beyond what the program's own engines may need; not part of the name
  static constexpr auto fields() {
    return std::tuple(field("voice", &TakeRequest::voice), field("text", &TakeRequest::text),
                      field("words", &TakeRequest::words), field("place", &TakeRequest::place),
                      field("breath", &TakeRequest::breath), field("reference", &TakeRequest::reference),
                      field("extra_time", &TakeRequest::extra_time), field("id", &TakeRequest::id));
  }
};

/// Turns a sentence into what the engine is asked for. `front_end` is one of the profile's engine, `schema` its
/// settings.
TakeRequest request_take(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                         const std::string& delivery, const cast::EngineSchema& schema,
                         const engine::FrontEnd& front_end);

/// Adds to a request how the words of its take are found, which becomes part of its name. `voice` is a reference voice,
/// `front_end` one of its engine.
void add_reference(TakeRequest& request, const normalization::NormalizedSentence& sentence,
                   const cast::VoiceProfile& profile, const cast::EngineSettings& voice,
                   const engine::FrontEnd& front_end);

}  // namespace sotto::synthesis
