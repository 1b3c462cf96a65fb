// A line of the script is cut into its sentences where the next one's first word begins, with whatever stands before
// that word without a space (quotation marks, brackets). So every character of a line is in one of them, and what is
// no speech, as a closing quotation mark, is shown with the sentence before it.

#include "publish/read_along/read_along_chapter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "annotate/document/emphasis.h"
#include "publish/caption_text.h"
#include "shared/audio.h"
#include "shared/text.h"

namespace sotto::read_along {

namespace {

/// Some reading systems never reach a clip that is shorter.
constexpr std::int64_t kShortestClip = 20;

std::int64_t milliseconds(std::int64_t frame) { return std::llround(seconds(frame, kMasterRate).value * 1000); }

bool is_space_before(std::string_view text, std::size_t at) {
  return at > 0 && is_space(code_point_before(text, at).value);
}

/// The beginning of the word that holds an offset; not before `least`.
std::size_t word_begin(std::string_view text, std::size_t at, std::size_t least) {
  while (at > least && !is_space_before(text, at)) at = code_point_before(text, at).next;
  return at;
}

class ChapterBuilder {
 public:
  ChapterBuilder(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                 const script::ScriptChapter& chapter, const ChapterSource& source, Overlay overlay)
      : timeline_(timeline), performed_(performed), script_(chapter), source_(source), overlay_(overlay) {
    for (const mix::Cue& cue : timeline.cues) cues_.emplace(cue.sentence, &cue);
  }

  ReadAlongChapter build() {
    made_.number = script_.number;
    made_.title = script_.title;
    made_.heading = script_.heading_text;
    std::size_t sentence = 0;
    const auto& sentences = performed_.sentences;
    for (; sentence < sentences.size() && sentences[sentence].line == synthesis::kTitle; ++sentence) {
      if (const mix::Cue* cue = cue_of(sentence); cue != nullptr && made_.clips.empty())
        begin_clip("title", cue->begin);
    }
    for (std::size_t l = 0; l < script_.lines.size(); ++l) {
      std::size_t end = sentence;
      while (end < sentences.size() && sentences[end].line == l) ++end;
      add_line(script_.lines[l], sentence, end);
      sentence = end;
    }
    close_clips();
    return std::move(made_);
  }

 private:
  const mix::Cue* cue_of(std::size_t sentence) const {
    const auto found = cues_.find(sentence);
    return found == cues_.end() ? nullptr : found->second;
  }

  void begin_clip(std::string id, std::int64_t frame) {
    made_.clips.push_back({std::move(id), milliseconds(frame), 0});
  }

  void add_line(const script::Line& line, std::size_t first, std::size_t end) {
    if (line.span.empty()) return;
    if (made_.paragraphs.empty() || line.before != script::Boundary::none) {
      made_.paragraphs.push_back({line.before == script::Boundary::scene && !made_.paragraphs.empty(), {}});
    }
    emphasis_ = document::emphasised(source_.text, line.span, source_.emphasis);
    std::size_t begin = line.span.begin;
    for (std::size_t s = first; s < std::max(end, first + 1); ++s) {
      const bool last = s + 1 >= end;
      const std::size_t until =
          last ? line.span.end
               : std::clamp(word_begin(source_.text, performed_.sentences[s + 1].sentence.span.begin, begin), begin,
                            line.span.end);
      add_sentence(line, {begin, until}, s < end ? std::optional(s) : std::nullopt);
      begin = until;
    }
  }

  void add_sentence(const script::Line& line, Span span, std::optional<std::size_t> performed) {
    std::vector<publish::ShownWord> words = publish::shown_words(source_.text, span, source_.markup);
    if (words.empty()) return;
    ReadSentence sentence;
    sentence.who = line.who;
    std::vector<ReadSentence>& before = made_.paragraphs.back().sentences;
    sentence.space_before = !before.empty() && is_space_before(source_.text, words.front().place);
    const mix::Cue* cue = performed ? cue_of(*performed) : nullptr;
    if (cue != nullptr && overlay_ == Overlay::words) {
      add_words(words, *cue, performed_.sentences[*performed], sentence);
    } else {
      sentence.text.push_back({shown(words, 0, words.size()), {}});
      if (cue != nullptr) begin_clip(sentence.id = fmt::format("s{}", ++number_), cue->begin);
    }
    before.push_back(std::move(sentence));
  }

  /// Each word that is heard begins a part of the sentence.
  void add_words(const std::vector<publish::ShownWord>& words, const mix::Cue& cue,
                 const synthesis::SynthesizedSentence& said, ReadSentence& sentence) {
    std::map<std::size_t, std::int64_t> heard;  // index of a shown word -> its first sample
    for (const synthesis::WordTiming& timing : said.words) {
      const std::size_t place = said.sentence.words[timing.word].manuscript.begin;
      const auto after = std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.place > place; });
      const auto index = static_cast<std::size_t>(after - words.begin());
      heard.try_emplace(index > 0 ? index - 1 : 0, mix::master_frame(cue, timing.begin, said.rate));
    }
    // What stands before the first word that is heard is lit up with it.
    const std::int64_t first = heard.empty() ? cue.begin : heard.begin()->second;
    if (!heard.empty()) heard.erase(heard.begin());
    heard.emplace(0, std::min(first, cue.begin));
    ++number_;
    std::size_t part = 0;
    for (auto word = heard.begin(); word != heard.end(); ++word) {
      const auto next = std::next(word);
      std::string id = fmt::format("s{}w{}", number_, ++part);
      begin_clip(id, word->second);
      sentence.text.push_back(
          {shown(words, word->first, next == heard.end() ? words.size() : next->first), std::move(id)});
    }
  }

  std::vector<ReadText::Word> shown(const std::vector<publish::ShownWord>& words, std::size_t first,
                                    std::size_t end) const {
    std::vector<ReadText::Word> text;
    for (std::size_t i = first; i < end; ++i) text.push_back({words[i].text, is_emphasised(words[i])});
    return text;
  }

  bool is_emphasised(const publish::ShownWord& word) const {
    const std::size_t end = word.place + word.text.size();
    return std::any_of(emphasis_.begin(), emphasis_.end(),
                       [&](Span span) { return span.begin < end && word.place < span.end; });
  }

  /// Each clip lasts until the next one begins.
  void close_clips() {
    std::vector<ReadClip>& clips = made_.clips;
    const std::int64_t end = milliseconds(timeline_.length);
    for (std::size_t i = 0; i < clips.size(); ++i) {
      clips[i].begin = i == 0 ? 0 : clips[i - 1].end;
      const std::int64_t next = i + 1 < clips.size() ? clips[i + 1].begin : end;
      clips[i].end = std::max(next, clips[i].begin + kShortestClip);
    }
    if (!clips.empty()) clips.back().end = std::max(end, clips.back().begin + 1);
  }

  const mix::Timeline& timeline_;
  const synthesis::SynthesizedChapter& performed_;
  const script::ScriptChapter& script_;
  const ChapterSource& source_;
  Overlay overlay_;
  std::map<std::size_t, const mix::Cue*> cues_;
  std::vector<Span> emphasis_;
  ReadAlongChapter made_;
  std::size_t number_ = 0;
};

}  // namespace

ReadAlongChapter read_along_chapter(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                                    const script::ScriptChapter& chapter, const ChapterSource& source,
                                    Overlay overlay) {
  return ChapterBuilder(timeline, performed, chapter, source, overlay).build();
}

}  // namespace sotto::read_along
