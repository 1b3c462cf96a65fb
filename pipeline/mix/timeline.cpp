#include "mix/timeline.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "mix/pauses.h"
#include "mix/resampler.h"
#include "shared/audio.h"
#include "shared/text.h"

namespace sotto::mix {

namespace {

/// At least so much stands between a word and the breath after it.
constexpr Seconds kBeforeBreath{0.15};

/// What stands between two lines: the strongest boundary of the later one and of the lines between that say nothing.
script::Boundary boundary_between(const std::vector<script::Line>& lines, std::size_t earlier, std::size_t later) {
  script::Boundary strongest = script::Boundary::none;
  for (std::size_t i = earlier + 1; i <= later; ++i) strongest = std::max(strongest, lines[i].before);
  return strongest;
}

Gap gap_between(const script::ScriptChapter& chapter, const Cue& earlier, const Cue& later,
                const document::Pauses& pauses) {
  if (earlier.line == later.line) return Gap::sentence;
  if (earlier.line == synthesis::kTitle) return Gap::title;
  const script::Boundary boundary = boundary_between(chapter.lines, earlier.line, later.line);
  if (boundary == script::Boundary::scene) return Gap::scene;
  const bool same = earlier.who == later.who;
  const bool narration = earlier.who == document::kNarrator || later.who == document::kNarrator;
  if (boundary == script::Boundary::paragraph && narration) return Gap::paragraph;
  if (!same) return Gap::change_speaker;
  // A speech that goes on in the next paragraph rests there at least as long as between two of its sentences.
  const bool rests = boundary == script::Boundary::paragraph && pauses.sentence > pauses.same_speaker;
  return rests ? Gap::sentence : Gap::same_speaker;
}

/// What a take has before its first word: a breath.
Seconds breath_of(const synthesis::SynthesizedSentence& sentence) {
  return sentence.words.empty() ? Seconds{0} : seconds(sentence.words.front().begin, sentence.rate);
}

/// Of the line's sentences, the one that has the words, which may begin in one and end in the next; else the first that
/// is said from that line on.
std::vector<Cue>::const_iterator sentence_with(const std::string& at, std::size_t line,
                                               const synthesis::SynthesizedChapter& performed,
                                               const std::vector<Cue>& cues) {
  const auto first = std::find_if(cues.begin(), cues.end(),
                                  [&](const Cue& c) { return c.line != synthesis::kTitle && c.line >= line; });
  const std::vector<std::string> wanted = words_of(at);
  if (wanted.empty()) return first;
  std::vector<std::string> words;
  std::vector<std::vector<Cue>::const_iterator> owners;
  for (auto cue = first; cue != cues.end() && cue->line == line; ++cue) {
    for (const normalization::NormalizedWord& spoken : performed.sentences[cue->sentence].sentence.words) {
      for (std::string& word : words_of(spoken.text)) {
        words.push_back(std::move(word));
        owners.push_back(cue);
      }
    }
  }
  const auto found = std::search(words.begin(), words.end(), wanted.begin(), wanted.end());
  return found == words.end() ? first : owners[static_cast<std::size_t>(found - words.begin())];
}

/// Places each change at the beginning of its sentence. A change at the chapter's first line applies from frame 0,
/// title included; a change after which no line of the chapter makes a sound is dropped.
void add_ambience(const script::ScriptChapter& chapter, const synthesis::SynthesizedChapter& performed,
                  Timeline& timeline) {
  for (std::size_t i = 0; i < chapter.lines.size(); ++i) {
    const BoxedOptional<document::AmbienceChange>& change = chapter.lines[i].ambience;
    if (!change) continue;
    const auto cue = sentence_with(change->at, i, performed, timeline.cues);
    if (cue == timeline.cues.end()) continue;
    AmbienceCue at{cue->begin, *change};
    if (i == 0 && change->at.empty() && change->changes_scene()) {
      const double stroke = std::exchange(at.change.thunder, 0);
      at.at = 0;
      at.change.fade = {0};
      timeline.ambience.push_back(at);
      if (stroke == 0) continue;
      at = {cue->begin, {}};
      at.change.thunder = stroke;
    }
    timeline.ambience.push_back(std::move(at));
  }
}

}  // namespace

std::int64_t master_frames(std::uint32_t take_frames, Hertz take_rate) {
  return static_cast<std::int64_t>(resampled_frames(take_frames, take_rate, kMasterRate));
}

std::int64_t master_frame(const Cue& cue, std::uint32_t take_frame, Hertz take_rate) {
  return std::min(cue.begin + frames(seconds(take_frame, take_rate), kMasterRate), cue.end);
}

Timeline plan_timeline(const script::ScriptChapter& chapter, const synthesis::SynthesizedChapter& performed,
                       const document::Pauses& pauses) {
  Timeline timeline;
  std::int64_t now = frames(pauses.head, kMasterRate);
  for (std::size_t i = 0; i < performed.sentences.size(); ++i) {
    const synthesis::SynthesizedSentence& sentence = performed.sentences[i];
    if (sentence.take.empty()) continue;
    Cue cue{.line = sentence.line, .sentence = i, .who = document::kNarrator, .how = {}, .take = sentence.take};
    if (sentence.line != synthesis::kTitle) {
      assert(sentence.line < chapter.lines.size());
      cue.who = chapter.lines[sentence.line].who;
      cue.how = chapter.lines[sentence.line].how;
    }
    if (!timeline.cues.empty()) {
      const Cue& before = timeline.cues.back();
      const Seconds pause = pause_between(gap_between(chapter, before, cue, pauses),
                                          performed.sentences[before.sentence].sentence, sentence.sentence, pauses);
      const Seconds silence = pause - breath_of(sentence);
      now += frames(std::max(silence, std::min(pause, kBeforeBreath)), kMasterRate);
    }
    cue.begin = now;
    cue.end = now + master_frames(sentence.frames, sentence.rate);
    now = cue.end;
    timeline.cues.push_back(std::move(cue));
  }
  timeline.length = now + frames(pauses.tail, kMasterRate);
  add_ambience(chapter, performed, timeline);
  return timeline;
}

}  // namespace sotto::mix
