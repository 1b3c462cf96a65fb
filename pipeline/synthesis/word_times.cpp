#include "synthesis/word_times.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "synthesis/alignment/align_words.h"
#include "synthesis/alignment/speech_frames.h"
#include "synthesis/shape_take.h"

namespace sotto::synthesis {

std::vector<engine::EngineEvent> events_by_reference(engine::SharedSpeech& speech, const std::vector<Span>& words,
                                                     engine::SharedSpeech& reference,
                                                     const std::vector<Span>& reference_words) {
  const std::vector<std::uint32_t> known = told_begins(reference.events(), reference_words, reference.samples().size());
  const std::vector<std::uint32_t> begins =
      alignment::align_words(alignment::speech_frames(speech.samples(), speech.rate()),
                             alignment::speech_frames(reference.samples(), reference.rate()), known);
  std::vector<engine::EngineEvent> events;
  for (std::size_t i = 0; i < std::min(begins.size(), words.size()); ++i) {
    if (!words[i].empty()) events.push_back({static_cast<std::uint32_t>(words[i].begin), begins[i]});
  }
  return events;
}

}  // namespace sotto::synthesis
