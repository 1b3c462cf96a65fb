#include "publish/captions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "publish/caption_text.h"
#include "shared/audio.h"

namespace sotto::publish {

namespace {

std::int64_t milliseconds(std::int64_t frame) { return std::llround(seconds(frame, kMasterRate).value * 1000); }

std::string seconds_text(std::int64_t frame) {
  const std::int64_t ms = milliseconds(frame);
  return fmt::format("{}.{:03}", ms / 1000, ms % 1000);
}

/// As a JSON string.
std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

const std::string& name_of(const SpeakerNames& names, const std::string& who) {
  const auto found = names.find(who);
  return found == names.end() ? who : found->second;
}

std::string timestamp(std::int64_t ms, char point) {
  return fmt::format("{:02}:{:02}:{:02}{}{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60, point, ms % 1000);
}

/// Appends captions in order of time; none overlaps the one before, none is shorter than a millisecond.
void append(std::vector<Caption>& captions, std::int64_t begin, std::int64_t end, const std::string& who,
            std::vector<std::string> lines) {
  const std::int64_t last = captions.empty() ? 0 : captions.back().end;
  const std::int64_t from = std::max(milliseconds(begin), last);
  captions.push_back({from, std::max(milliseconds(end), from + 1), fold_space(who), std::move(lines)});
}

/// When each caption of a sentence begins: with its first word that is said, or, where none of its words is, in
/// proportion to the text before it.
std::vector<std::int64_t> caption_starts(const mix::Cue& cue, const synthesis::SynthesizedSentence& sentence,
                                         const std::vector<ShownWord>& shown,
                                         const std::vector<CaptionText>& captions) {
  std::vector<std::int64_t> starts;
  for (const CaptionText& caption : captions) {
    if (starts.empty()) {
      starts.push_back(cue.begin);
      continue;
    }
    const std::size_t from = shown[caption.first].place;
    const std::size_t to = caption.end < shown.size() ? shown[caption.end].place : sentence.sentence.span.end;
    const auto said =
        std::find_if(sentence.words.begin(), sentence.words.end(), [&](const synthesis::WordTiming& timing) {
          const std::size_t place = sentence.sentence.words[timing.word].manuscript.begin;
          return from <= place && place < to;
        });
    const double share = static_cast<double>(caption.first) / static_cast<double>(shown.size());
    const std::int64_t start = said != sentence.words.end()
                                   ? mix::master_frame(cue, said->begin, sentence.rate)
                                   : cue.begin + std::llround(share * static_cast<double>(cue.end - cue.begin));
    starts.push_back(std::max(start, starts.back()));
  }
  return starts;
}

struct TimedCaption {
  CaptionText text;
  std::int64_t begin = 0;  ///< frames
  std::int64_t end = 0;
};

/// The captions of words that are said until `end`; `starts_of` tells when captions begin. None lasts longer than 7 s,
/// but for single words.
template <typename StartsOf>
std::vector<TimedCaption> timed_captions(const std::vector<ShownWord>& words, const StartsOf& starts_of,
                                         std::int64_t end) {
  constexpr Seconds kLongest{7};  // what subtitling guidelines (BBC, Netflix) agree on
  std::vector<CaptionText> captions = set_captions(words);
  for (;;) {
    const std::vector<std::int64_t> starts = starts_of(captions);
    std::vector<TimedCaption> timed;
    std::vector<CaptionText> shorter;
    for (std::size_t i = 0; i < captions.size(); ++i) {
      timed.push_back({captions[i], starts[i], i + 1 < starts.size() ? starts[i + 1] : end});
      const auto parts = timed.back().end - timed.back().begin > frames(kLongest, kMasterRate)
                             ? cut_caption(words, captions[i])
                             : std::nullopt;
      if (parts) {
        shorter.push_back(parts->first);
        shorter.push_back(parts->second);
      } else {
        shorter.push_back(captions[i]);
      }
    }
    if (shorter.size() == captions.size()) return timed;
    captions = std::move(shorter);
  }
}

}  // namespace

SpeakerNames speaker_names(const script::Script& script) {
  SpeakerNames names;
  for (const document::Character& character : script.cast) {
    if (!character.name.empty()) names.try_emplace(character.id, character.name);
  }
  return names;
}

std::vector<Caption> captions_of(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                                 const script::ScriptChapter& chapter, const SpeakerNames& names,
                                 const normalization::WrittenText& text) {
  std::vector<Caption> all;
  const auto story = std::find_if(timeline.cues.begin(), timeline.cues.end(),
                                  [](const mix::Cue& cue) { return cue.line != synthesis::kTitle; });
  if (story != timeline.cues.begin()) {
    const std::string& announced = chapter.announcement();
    std::vector<ShownWord> shown = shown_words(announced, {0, announced.size()});
    bind_words(text.language, shown);
    const std::int64_t begin = timeline.cues.front().begin;
    const std::int64_t end = (story - 1)->end;
    const auto evenly = [&](const std::vector<CaptionText>& captions) {
      std::vector<std::int64_t> starts;
      const auto count = static_cast<std::int64_t>(captions.size());
      for (std::int64_t i = 0; i < count; ++i) starts.push_back(begin + (end - begin) * i / count);
      return starts;
    };
    for (const TimedCaption& caption : timed_captions(shown, evenly, end)) {
      append(all, caption.begin, caption.end, name_of(names, document::kNarrator), caption.text.lines);
    }
  }
  for (auto cue = story; cue != timeline.cues.end(); ++cue) {
    const synthesis::SynthesizedSentence& sentence = performed.sentences[cue->sentence];
    std::vector<ShownWord> shown = shown_words(text.text, sentence.sentence.span, text.markup);
    bind_words(text.language, shown);
    const auto as_said = [&](const std::vector<CaptionText>& captions) {
      return caption_starts(*cue, sentence, shown, captions);
    };
    const std::string& name = name_of(names, cue->who);
    for (const TimedCaption& caption : timed_captions(shown, as_said, cue->end)) {
      append(all, caption.begin, caption.end, name, caption.text.lines);
    }
  }
  return all;
}

std::string webvtt(const std::vector<Caption>& captions) {
  std::string out = "WEBVTT\n";
  for (const Caption& caption : captions) {
    out += fmt::format("\n{} --> {}\n<v {}>", timestamp(caption.begin, '.'), timestamp(caption.end, '.'),
                       escape_vtt(caption.who));
    for (std::size_t i = 0; i < caption.lines.size(); ++i) {
      if (i > 0) out += '\n';
      out += escape_vtt(caption.lines[i]);
    }
    out += '\n';
  }
  return out;
}

std::string subrip(const std::vector<Caption>& captions) {
  std::string out;
  std::size_t number = 0;
  for (const Caption& caption : captions) {
    out += fmt::format("{}\n{} --> {}\n{}\n\n", ++number, timestamp(caption.begin, ','), timestamp(caption.end, ','),
                       fmt::join(caption.lines, "\n"));
  }
  return out;
}

std::string lyrics(const std::vector<Caption>& captions, const std::string& title, const std::string& author) {
  std::string out;
  if (!title.empty()) out += fmt::format("[ti:{}]\n", fold_space(title));
  if (!author.empty()) out += fmt::format("[ar:{}]\n", fold_space(author));
  for (const Caption& caption : captions) {
    const std::int64_t hundredths = caption.begin / 10;
    out += fmt::format("[{:02}:{:02}.{:02}]{}\n", hundredths / 6000, hundredths / 100 % 60, hundredths % 100,
                       fmt::join(caption.lines, " "));
  }
  return out;
}

std::string timings_json(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                         const script::ScriptChapter& chapter, const SpeakerNames& names, CodePointOffsets offsets) {
  // A book has a word in every other line of these files: as values they would cost more than all else about it.
  const auto place = [&](Span span) {
    const std::size_t begin = offsets.at(span.begin);
    return fmt::format("[{}, {}]", begin, offsets.at(span.end));
  };
  std::string out = fmt::format("{{\n \"chapter\": {},\n \"title\": {},\n \"duration\": {},", chapter.number,
                                quoted(chapter.title), seconds_text(timeline.length));
  using Cues = std::vector<mix::Cue>::const_iterator;
  const auto add_words = [&](Cues first, Cues end, bool placed) {
    const char* before = "";
    for (Cues cue = first; cue != end; ++cue) {
      const synthesis::SynthesizedSentence& sentence = performed.sentences[cue->sentence];
      for (const synthesis::WordTiming& timing : sentence.words) {
        const normalization::NormalizedWord& word = sentence.sentence.words[timing.word];
        out += fmt::format("{}\n    {{\"text\": {}, \"start\": {}, \"end\": {}", before, quoted(word.text),
                           seconds_text(mix::master_frame(*cue, timing.begin, sentence.rate)),
                           seconds_text(mix::master_frame(*cue, timing.end, sentence.rate)));
        if (placed) out += fmt::format(", \"manuscript\": {}", place(word.manuscript));
        out += "}";
        before = ",";
      }
    }
    out += "]}";
  };
  const auto end_of_line = [&](Cues cue) {
    return std::find_if(cue, timeline.cues.end(), [&](const mix::Cue& c) { return c.line != cue->line; });
  };
  Cues cue = timeline.cues.begin();
  if (cue != timeline.cues.end() && cue->line == synthesis::kTitle) {
    const Cues next = end_of_line(cue);
    out += fmt::format("\n \"heading\": {{\"start\": {}, \"end\": {},\n   \"text\": {}, \"words\": [",
                       seconds_text(cue->begin), seconds_text((next - 1)->end), quoted(chapter.announcement()));
    // A title that stands in no heading has no place in the manuscript.
    add_words(cue, next, !chapter.heading.empty());
    out += ",";
    cue = next;
  }
  out += "\n \"lines\": [";
  const char* before_line = "";
  while (cue != timeline.cues.end()) {
    const Cues next = end_of_line(cue);
    const script::Line& line = chapter.lines[cue->line];
    out += fmt::format(
        "{}\n  {{\"who\": {}, \"name\": {}, \"how\": {}, \"start\": {}, \"end\": {},\n   \"text\": {},\n   "
        "\"manuscript\": {}, \"words\": [",
        before_line, quoted(line.who), quoted(name_of(names, line.who)), quoted(line.how), seconds_text(cue->begin),
        seconds_text((next - 1)->end), quoted(line.say), place(line.span));
    before_line = ",";
    add_words(cue, next, true);
    cue = next;
  }
  return out + "]\n}\n";
}

}  // namespace sotto::publish
