#include "publish/read_along/read_along_chapter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "annotate/document/emphasis.h"
#include "publish/caption_text.h"
#include "publish/read_along/heard_sentences.h"
#include "shared/audio.h"
#include "shared/text.h"

namespace sotto::read_along {

namespace {

/// Some reading systems never reach a clip that is shorter.
constexpr std::int64_t kShortestClip = 20;

bool is_space_before(std::string_view text, std::size_t at) {
  return at > 0 && is_space(code_point_before(text, at).value);
}

class ChapterBuilder {
 public:
  ChapterBuilder(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                 const script::ScriptChapter& chapter, const ChapterSource& source, Overlay overlay)
      : timeline_(timeline), performed_(performed), script_(chapter), source_(source), overlay_(overlay) {}

  ReadAlongChapter build() {
    made_.number = script_.number;
    made_.title = script_.title;
    made_.heading = script_.heading_text;
    std::size_t line = synthesis::kTitle;
    for (const HeardSentence& heard : heard_sentences(timeline_, performed_, script_, source_.text)) {
      if (heard.line == synthesis::kTitle) {
        if (heard.begin && made_.clips.empty()) begin_clip("title", *heard.begin);
        continue;
      }
      const script::Line& said = script_.lines[heard.line];
      if (heard.line != std::exchange(line, heard.line)) begin_line(said);
      add_sentence(said, heard);
    }
    close_clips(made_.clips, milliseconds(timeline_.length));
    return std::move(made_);
  }

 private:
  void begin_clip(std::string id, std::int64_t frame) {
    made_.clips.push_back({std::move(id), milliseconds(frame), 0});
  }

  void begin_line(const script::Line& line) {
    if (made_.paragraphs.empty() || line.before != script::Boundary::none) {
      made_.paragraphs.push_back({line.before == script::Boundary::scene && !made_.paragraphs.empty(), {}});
    }
    emphasis_ = document::emphasised(source_.text, line.span, source_.emphasis);
  }

  void add_sentence(const script::Line& line, const HeardSentence& heard) {
    std::vector<publish::ShownWord> words = publish::shown_words(source_.text, heard.span, source_.markup);
    if (words.empty()) return;
    ReadSentence sentence;
    sentence.who = line.who;
    std::vector<ReadSentence>& before = made_.paragraphs.back().sentences;
    sentence.space_before = !before.empty() && is_space_before(source_.text, words.front().place);
    if (heard.begin && overlay_ == Overlay::words) {
      add_words(words, heard, sentence);
    } else {
      sentence.text.push_back({shown(words, 0, words.size()), {}});
      if (heard.begin) begin_clip(sentence.id = fmt::format("s{}", ++number_), *heard.begin);
    }
    before.push_back(std::move(sentence));
  }

  /// Each word that is heard begins a part of the sentence.
  void add_words(const std::vector<publish::ShownWord>& words, const HeardSentence& said, ReadSentence& sentence) {
    std::map<std::size_t, std::int64_t> heard;  // index of a shown word -> its first sample
    for (const HeardWord& one : said.words) {
      const auto after =
          std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.place > one.place; });
      const auto index = static_cast<std::size_t>(after - words.begin());
      heard.try_emplace(index > 0 ? index - 1 : 0, one.begin);
    }
    // What stands before the first word that is heard is highlighted with it.
    const std::int64_t first = heard.empty() ? *said.begin : heard.begin()->second;
    if (!heard.empty()) heard.erase(heard.begin());
    heard.emplace(0, std::min(first, *said.begin));
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

  const mix::Timeline& timeline_;
  const synthesis::SynthesizedChapter& performed_;
  const script::ScriptChapter& script_;
  const ChapterSource& source_;
  Overlay overlay_;
  std::vector<Span> emphasis_;
  ReadAlongChapter made_;
  std::size_t number_ = 0;
};

}  // namespace

std::int64_t milliseconds(std::int64_t frame) { return std::llround(seconds(frame, kMasterRate).value * 1000); }

void close_clips(std::vector<ReadClip>& clips, std::int64_t end) {
  for (std::size_t i = 0; i < clips.size(); ++i) {
    clips[i].begin = i == 0 ? 0 : clips[i - 1].end;
    const std::int64_t next = i + 1 < clips.size() ? clips[i + 1].begin : end;
    clips[i].end = std::max(next, clips[i].begin + kShortestClip);
  }
  if (!clips.empty()) clips.back().end = std::max(end, clips.back().begin + 1);
}

ReadAlongChapter read_along_chapter(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                                    const script::ScriptChapter& chapter, const ChapterSource& source,
                                    Overlay overlay) {
  return ChapterBuilder(timeline, performed, chapter, source, overlay).build();
}

}  // namespace sotto::read_along
