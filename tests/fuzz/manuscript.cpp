// Any bytes as a manuscript: refused with a diagnostic, or annotated without losing or inventing a word but the labels
// of a play, which name speakers and are not spoken; and every line can be spoken.

#include <algorithm>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/normalization/normalize.h"
#include "annotate/reannotate.h"
#include "annotate/script/script_yaml.h"
#include "fuzz.h"
#include "shared/text.h"

using namespace sotto;

namespace {

std::vector<std::string> words_of_script(const script::Script& script, std::string_view manuscript) {
  std::vector<std::string> words;
  const auto add = [&](std::string_view text) {
    for (std::string& word : words_of(text)) words.push_back(std::move(word));
  };
  for (const script::ScriptChapter& chapter : script.chapters) {
    add(chapter.heading.of(manuscript));
    for (const script::Line& line : chapter.lines) add(line.span.of(manuscript));
  }
  return words;
}

/// The words that are to be spoken: all but the labels that name speakers.
std::vector<std::string> words_to_speak(std::string text, const std::vector<document::Chapter>& chapters) {
  for (const document::Chapter& chapter : chapters) {
    for (const document::Paragraph& paragraph : chapter.paragraphs) {
      std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(paragraph.label.begin), paragraph.label.size(), ' ');
    }
  }
  return words_of(text);
}

void speak(const script::Script& script, std::string_view manuscript) {
  const normalization::WrittenText written{manuscript, language::default_language()};
  for (const script::ScriptChapter& chapter : script.chapters) {
    normalization::normalize_heading(written, chapter.heading);
    normalization::normalize_text(language::default_language(), chapter.title);
    for (const script::Line& line : chapter.lines) {
      for (const normalization::NormalizedSentence& sentence : normalization::normalize_sentences(written, line.span)) {
        for (const normalization::NormalizedWord& word : sentence.words) {
          fuzz::require(!word.text.empty(), "a spoken word is not empty");
          fuzz::require(word.manuscript.end <= manuscript.size(), "a spoken word stands in the manuscript");
        }
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.md", fuzz::view(data, size), diagnostics);
  if (manuscript) {
    const auto chapters = document::find_chapters(*manuscript, "Story");
    const script::Script script = annotate::reannotate(*manuscript, chapters, {}, {}, diagnostics);
    fuzz::require(words_of_script(script, manuscript->text) == words_to_speak(manuscript->text, chapters),
                  "no word is lost or added");
    for (const script::ScriptChapter& chapter : script.chapters) {
      fuzz::require(!script::script_file_name(chapter).empty(), "a script has a name");
    }
    speak(script, manuscript->text);
  } else {
    fuzz::require(diagnostics.has_errors(), "a refusal has its reason");
  }
  fuzz::require(!fuzz::steers_terminal(render(diagnostics)), "diagnostics do not steer the terminal");
  return 0;
}
