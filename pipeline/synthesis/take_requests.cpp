#include "synthesis/take_requests.h"

#include <utility>

namespace sotto::synthesis {

TakeRequester::TakeRequester(Engines engines, const Voices& voices,
                             const std::vector<std::filesystem::path>& voice_folders)
    : engines_(std::move(engines)), front_ends_(open_engines(engines_, voices, voice_folders)) {}

ChapterRequests TakeRequester::request(const normalization::WrittenText& text, const script::ScriptChapter& chapter,
                                       const Voices& voices) const {
  ChapterRequests requests;
  const auto add = [&](std::size_t line, const std::string& who, const std::string& how,
                       std::vector<normalization::NormalizedSentence> sentences) {
    if (sentences.empty()) return;
    const cast::VoiceProfile& profile = voices.at(who);
    const std::string& engine = profile.engine.engine;
    const cast::EngineSchema& schema = engines_.named(engine).schema();
    const engine::FrontEnd& front_end = *front_ends_.at(engine);
    const engine::Engine* const reference = engines_.named(engine).tells_words() ? nullptr : engines_.reference();
    const auto reference_voice = reference ? reference->reference_voice(profile.gender) : std::nullopt;
    for (normalization::NormalizedSentence& sentence : sentences) {
      TakeRequest take = request_take(sentence, profile, how, schema, front_end);
      if (reference_voice) {
        add_reference(take, sentence, profile, *reference_voice, *front_ends_.at(reference_voice->engine));
      }
      requests.push_back({line, std::move(sentence), std::move(take)});
    }
  };
  add(kTitle, document::kNarrator, {},
      chapter.heading.empty() ? normalization::normalize_text(text.language, chapter.title)
                              : normalization::normalize_heading(text, chapter.heading));
  for (std::size_t i = 0; i < chapter.lines.size(); ++i) {
    const script::Line& line = chapter.lines[i];
    add(i, line.who, line.how, normalization::normalize_sentences(text, line.span));
  }
  return requests;
}

std::string TakeRequester::identity(const cast::VoiceProfile& profile, const std::string& delivery) const {
  const std::string& engine = profile.engine.engine;
  const cast::EngineSchema& schema = engines_.named(engine).schema();
  return front_ends_.at(engine)->identity(cast::effective_settings(schema, profile, delivery));
}

}  // namespace sotto::synthesis
