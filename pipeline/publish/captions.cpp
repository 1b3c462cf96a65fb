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

}  // namespace

SpeakerNames speaker_names(const script::Script& script) {
  SpeakerNames names;
  for (const document::Character& character : script.cast) {
    if (!character.name.empty()) names.try_emplace(character.id, character.name);
  }
  return names;
}

std::vector<Caption> captions_of(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                                 const script::ScriptChapter& chapter, const SpeakerNames& names, std::string_view text,
                                 bool markup) {
  std::vector<Caption> all;
  const auto story = std::find_if(timeline.cues.begin(), timeline.cues.end(),
                                  [](const mix::Cue& cue) { return cue.line != synthesis::kTitle; });
  if (story != timeline.cues.begin()) {
    const auto captions = set_captions(shown_words(chapter.title, {0, chapter.title.size()}));
    const std::int64_t begin = timeline.cues.front().begin;
    const std::int64_t length = (story - 1)->end - begin;
    const auto count = static_cast<std::int64_t>(captions.size());
    for (std::int64_t i = 0; i < count; ++i) {
      append(all, begin + length * i / count, begin + length * (i + 1) / count, name_of(names, document::kNarrator),
             captions[static_cast<std::size_t>(i)].lines);
    }
  }
  for (auto cue = story; cue != timeline.cues.end(); ++cue) {
    const synthesis::SynthesizedSentence& sentence = performed.sentences[cue->sentence];
    const auto shown = shown_words(text, sentence.sentence.span, markup);
    const auto captions = set_captions(shown);
    const auto starts = caption_starts(*cue, sentence, shown, captions);
    const std::string& name = name_of(names, cue->who);
    for (std::size_t i = 0; i < captions.size(); ++i) {
      append(all, starts[i], i + 1 < starts.size() ? starts[i + 1] : cue->end, name, captions[i].lines);
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
  std::string out = fmt::format("{{\n \"chapter\": {},\n \"title\": {},\n \"duration\": {},\n \"lines\": [",
                                chapter.number, quoted(chapter.title), seconds_text(timeline.length));
  const char* before_line = "";
  for (auto cue = timeline.cues.begin(); cue != timeline.cues.end();) {
    auto next = std::find_if(cue, timeline.cues.end(), [&](const mix::Cue& c) { return c.line != cue->line; });
    if (cue->line == synthesis::kTitle) {
      cue = next;
      continue;
    }
    const script::Line& line = chapter.lines[cue->line];
    out += fmt::format(
        "{}\n  {{\"who\": {}, \"name\": {}, \"how\": {}, \"start\": {}, \"end\": {},\n   \"text\": {},\n   "
        "\"manuscript\": {}, \"words\": [",
        before_line, quoted(line.who), quoted(name_of(names, line.who)), quoted(line.how), seconds_text(cue->begin),
        seconds_text((next - 1)->end), quoted(line.say), place(line.span));
    before_line = ",";
    const char* before_word = "";
    for (; cue != next; ++cue) {
      const synthesis::SynthesizedSentence& sentence = performed.sentences[cue->sentence];
      for (const synthesis::WordTiming& timing : sentence.words) {
        const normalization::NormalizedWord& word = sentence.sentence.words[timing.word];
        out += fmt::format("{}\n    {{\"text\": {}, \"start\": {}, \"end\": {}, \"manuscript\": {}}}", before_word,
                           quoted(word.text), seconds_text(mix::master_frame(*cue, timing.begin, sentence.rate)),
                           seconds_text(mix::master_frame(*cue, timing.end, sentence.rate)), place(word.manuscript));
        before_word = ",";
      }
    }
    out += "]}";
  }
  return out + "]\n}\n";
}

}  // namespace sotto::publish
