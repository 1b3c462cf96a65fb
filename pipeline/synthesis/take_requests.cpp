#include "synthesis/take_requests.h"

#include <utility>

namespace sotto::synthesis {

namespace {

/// Whether a line of narration goes on in the paragraph of a speech: it begins with who said that.
bool tells_who_spoke(const std::vector<script::Line>& lines, std::size_t line) {
  return line > 0 && lines[line].who == document::kNarrator && lines[line - 1].who != document::kNarrator &&
         lines[line].before == script::Boundary::none;
}

/// Where the sentences of a line stand in it. A speaker breathes before a sentence when so many words were said since
/// the last breath that three seconds went by, and before a long first one.
void place(std::vector<normalization::NormalizedSentence>& sentences, bool tag) {
  constexpr std::size_t kThreeSeconds = 8;
  constexpr std::size_t kLongSentence = 9;
  std::size_t words = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    normalization::Place& place = sentences[i].place;
    if (sentences.size() > 1) place.depth = static_cast<double>(i) / static_cast<double>(sentences.size() - 1);
    place.tag = tag && i == 0;
    const std::size_t length = sentences[i].words.size();
    place.breathes = i == 0 ? length >= kLongSentence && !tag : words >= kThreeSeconds;
    words = place.breathes ? length : words + length;
  }
}

}  // namespace

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
    place(sentences, line != kTitle && tells_who_spoke(chapter.lines, line));
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
