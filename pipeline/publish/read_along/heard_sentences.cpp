#include "publish/read_along/heard_sentences.h"

#include <algorithm>
#include <map>

#include "shared/text.h"

namespace sotto::read_along {

namespace {

class ChapterCutter {
 public:
  ChapterCutter(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed, std::string_view text)
      : performed_(performed), text_(text) {
    for (const mix::Cue& cue : timeline.cues) cues_.emplace(cue.sentence, &cue);
  }

  std::vector<HeardSentence> cut(const script::ScriptChapter& chapter) {
    std::size_t sentence = cut_stretch(synthesis::kTitle, chapter.heading, 0);
    for (std::size_t line = 0; line < chapter.lines.size(); ++line) {
      sentence = cut_stretch(line, chapter.lines[line].span, sentence);
    }
    return std::move(made_);
  }

 private:
  /// The sentences of one line, of which `first` is the first; returns the first one behind them.
  std::size_t cut_stretch(std::size_t line, Span stretch, std::size_t first) {
    const auto& sentences = performed_.sentences;
    std::size_t end = first;
    while (end < sentences.size() && sentences[end].line == line) ++end;
    // Of a line of which nothing is said, its text is shown.
    if (end == first && !stretch.empty() && line != synthesis::kTitle) made_.push_back({line, stretch, {}});
    std::size_t begin = stretch.begin;
    for (std::size_t s = first; s < end; ++s) {
      std::size_t until = stretch.end;
      if (s + 1 < end && !stretch.empty()) {
        until = std::clamp(word_begin(text_, sentences[s + 1].sentence.span.begin, begin), begin, stretch.end);
      }
      HeardSentence& heard = made_.emplace_back(HeardSentence{line, {begin, until}, {}});
      begin = until;
      const auto cue = cues_.find(s);
      if (cue == cues_.end()) continue;
      heard.begin = cue->second->begin;
      if (heard.span.empty()) continue;
      for (const synthesis::WordTiming& timing : sentences[s].words) {
        heard.words.push_back({sentences[s].sentence.words[timing.word].manuscript.begin,
                               mix::master_frame(*cue->second, timing.begin, sentences[s].rate)});
      }
    }
    return end;
  }

  const synthesis::SynthesizedChapter& performed_;
  std::string_view text_;
  std::map<std::size_t, const mix::Cue*> cues_;
  std::vector<HeardSentence> made_;
};

}  // namespace

std::vector<HeardSentence> heard_sentences(const mix::Timeline& timeline,
                                           const synthesis::SynthesizedChapter& performed,
                                           const script::ScriptChapter& chapter, std::string_view text) {
  return ChapterCutter(timeline, performed, text).cut(chapter);
}

std::size_t word_begin(std::string_view text, std::size_t at, std::size_t least) {
  while (at > least) {
    const CodePoint before = code_point_before(text, at);
    if (is_space(before.value)) break;
    at = before.next;
  }
  return at;
}

}  // namespace sotto::read_along
