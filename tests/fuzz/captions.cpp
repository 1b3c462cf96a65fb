// Any text in captions: the words of a WebVTT file, read as a player reads it, are the words that were put in; nothing
// of the text opens a tag, ends a cue or begins another one; times rise; and the timings are JSON.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/normalization/normalize.h"
#include "fuzz.h"
#include "publish/caption_text.h"
#include "publish/captions.h"

using namespace sotto;

namespace {

/// A performance in which every sentence takes half a second, and its words share it.
synthesis::SynthesizedChapter perform_silently(const script::ScriptChapter& chapter,
                                               const document::Manuscript& manuscript) {
  synthesis::SynthesizedChapter performed;
  for (std::size_t i = 0; i < chapter.lines.size(); ++i) {
    for (normalization::NormalizedSentence& sentence :
         normalization::normalize_sentences(manuscript, chapter.lines[i].span)) {
      synthesis::SynthesizedSentence said;
      said.line = i;
      said.take = "x";
      said.rate = {22050};
      said.frames = 11025;
      const auto count = static_cast<std::uint32_t>(sentence.words.size());
      for (std::uint32_t w = 0; w < count; ++w) {
        said.words.push_back({w, said.frames * w / count, said.frames * (w + 1) / count});
      }
      said.sentence = std::move(sentence);
      performed.sentences.push_back(std::move(said));
    }
  }
  return performed;
}

std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    fuzz::require(text[i] != '<' && text[i] != '>', "the text opens no tag");
    if (text[i] != '&') {
      plain += text[i];
      continue;
    }
    const std::string_view rest = text.substr(i);
    const bool amp = rest.starts_with("&amp;");
    fuzz::require(amp || rest.starts_with("&lt;") || rest.starts_with("&gt;"), "only known entities");
    plain += amp ? '&' : rest.starts_with("&lt;") ? '<' : '>';
    i += amp ? 4 : 3;
  }
  return plain;
}

/// The words of all cues, as the WebVTT parsing rules see them: blocks between empty lines, the times, the payload.
std::string words_of_cues(std::string_view vtt) {
  fuzz::require(vtt.starts_with("WEBVTT\n"), "the signature");
  std::string words;
  std::string last_time;
  bool in_cue = false;
  for (std::size_t at = 7; at < vtt.size();) {
    const std::size_t end = std::min(vtt.find('\n', at), vtt.size());
    std::string_view line = vtt.substr(at, end - at);
    at = end + 1;
    fuzz::require(line.find('\r') == std::string_view::npos && line.find('\0') == std::string_view::npos,
                  "no line ends but ours");
    if (line.empty()) {
      in_cue = false;
    } else if (!in_cue) {
      fuzz::require(line.size() >= 29 && line.find(" --> ") != std::string_view::npos, "a cue begins with its times");
      const std::string times(line);
      const std::string from = times.substr(0, times.find(' '));
      const std::string to = times.substr(times.rfind(' ') + 1);
      fuzz::require(last_time <= from && from < to, "times rise");
      last_time = to;
      in_cue = true;
    } else {
      if (line.starts_with("<v ")) line.remove_prefix(std::min(line.find('>') + 1, line.size()));
      words += unescaped(line);
    }
  }
  words.erase(std::remove(words.begin(), words.end(), ' '), words.end());
  return words;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.txt", fuzz::view(data, size), diagnostics);
  if (!manuscript) return 0;
  const script::Script script =
      annotate::annotate(*manuscript, document::find_chapters(*manuscript, "Story"), {}, {}, diagnostics);
  for (const script::ScriptChapter& chapter : script.chapters) {
    const synthesis::SynthesizedChapter performed = perform_silently(chapter, *manuscript);
    const mix::Timeline timeline = mix::plan_timeline(chapter, performed, document::Pauses{});
    std::string shown;
    for (const synthesis::SynthesizedSentence& sentence : performed.sentences) {
      for (const publish::ShownWord& word : publish::shown_words(manuscript->text, sentence.sentence.span))
        shown += word.text;
    }
    const std::string vtt = publish::webvtt(publish::captions_of(
        timeline, performed, chapter, publish::speaker_names(script), normalization::written(*manuscript)));
    fuzz::require(words_of_cues(vtt) == shown, "the captions say what was put in");
    const auto timings =
        nlohmann::json::parse(publish::timings_json(timeline, performed, chapter, publish::speaker_names(script),
                                                    CodePointOffsets(manuscript->text)),
                              nullptr, false);
    fuzz::require(!timings.is_discarded(), "the timings are JSON");
  }
  return 0;
}
