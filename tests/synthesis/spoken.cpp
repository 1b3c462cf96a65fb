#include "synthesis/spoken.h"

#include "synthesis/engine/child_process.h"

namespace sotto::synthesis {

Spoken spoken(const engine::Engine& engine, const cast::EngineSettings& voice, const std::string& text) {
  engine::SharedSpeech speech;
  engine::ChildOutcome outcome = engine::run_in_child(
      [&](const engine::Answers& answer) {
        const auto synthesizer = engine.synthesizer({});
        synthesizer->start();
        const std::string trouble = synthesizer->set_voice(voice);
        if (!trouble.empty()) return answer(trouble);
        synthesizer->speak(text, speech);
      },
      Seconds{60});
  Spoken result;
  result.trouble = std::move(outcome.trouble);
  if (!outcome.answers.empty()) result.trouble = outcome.answers.back();
  if (result.trouble.empty() && !speech.is_complete()) result.trouble = "refused";
  if (!result.trouble.empty()) return result;
  result.rate = speech.rate();
  result.samples.assign(speech.samples().begin(), speech.samples().end());
  result.events.assign(speech.events().begin(), speech.events().end());
  return result;
}

}  // namespace sotto::synthesis
