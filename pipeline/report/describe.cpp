#include "report/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "shared/audio.h"
#include "shared/hash.h"
#include "shared/text.h"

namespace sotto {

namespace {

/// What a voice is known by in a few seconds.
constexpr Seconds kGoodSample{4};

/// The place in a chapter of a frame of a cue's take.
Seconds time_in(const Cue& cue, std::uint32_t take_frame) {
  return seconds(std::min(cue.begin + frames(seconds(take_frame, kEngineRate), kMasterRate), cue.end), kMasterRate);
}

/// The line of each speaker that shows the voice best: plain rather than not, and near a good length.
void choose_samples(const std::vector<ChapterReport>& chapters, std::map<std::string, CastReport>& cast) {
  std::map<std::string, double> best;
  for (const ChapterReport& chapter : chapters) {
    for (std::size_t i = 0; i < chapter.lines.size(); ++i) {
      const LineReport& line = chapter.lines[i];
      if (line.takes.empty()) continue;
      const double off = std::fabs((line.end - line.begin).value - kGoodSample.value) + (line.how.empty() ? 0 : 3600);
      const auto [known, first] = best.try_emplace(line.who, off);
      if (!first && known->second <= off) continue;
      known->second = off;
      cast[line.who].sample_chapter = chapter.number;
      cast[line.who].sample_line = i;
    }
  }
}

std::vector<CastReport> describe_cast(const MadeProduction& made, const std::vector<ChapterReport>& chapters,
                                      const std::map<std::string, std::int64_t>& speech) {
  std::map<std::string, CastReport> by_id;
  for (const ChapterReport& chapter : chapters) {
    for (const LineReport& line : chapter.lines) ++by_id[line.who].lines;
  }
  for (const auto& [id, frames] : speech) by_id[id].speech = seconds(frames, kMasterRate);
  choose_samples(chapters, by_id);
  std::vector<CastReport> cast;
  for (auto& [id, speaker] : by_id) {
    const Character* character = made.script.character(id);
    speaker.id = id;
    speaker.name = character != nullptr ? character->name : id;
    speaker.voice = made.cast.voice_of(id).name;
    if (const auto reason = made.cast.reasons.find(id); reason != made.cast.reasons.end()) {
      speaker.reason = reason->second;
    }
    cast.push_back(std::move(speaker));
  }
  std::stable_sort(cast.begin(), cast.end(),
                   [](const CastReport& a, const CastReport& b) { return a.speech.value > b.speech.value; });
  return cast;
}

/// The same for the same masters of the same script, read by whatever version.
std::string identity_of(const ProductionReport& report) {
  ContentHash hash;
  hash.add(report.made.manuscript);
  for (const ChapterReport& chapter : report.chapters) {
    hash.add(chapter.audio).add(chapter.checksum).add(chapter.lines.size());
    for (const LineReport& line : chapter.lines) {
      hash.add(line.who).add(line.how).add(line.text).add(line.corrected);
    }
  }
  return hash.hex();
}

}  // namespace

ToldChapter describe_chapter(const ScriptChapter& chapter, const PerformedChapter& performed, const Timeline& timeline,
                             const ManuscriptPlaces& places) {
  ToldChapter told;
  std::vector<LineReport>& lines = told.lines;
  for (const Line& line : chapter.lines) {
    LineReport& report = lines.emplace_back();
    report.who = line.who;
    report.how = line.how;
    report.text = line.say;
    report.place = places.of(line.span.begin);
    report.corrected = line.corrected();
    if (!line.guess) continue;
    report.guessed = true;
    report.confidence = line.guess->confidence;
    report.rule = line.guess->rule;
    report.evidence = line.guess->evidence;
  }
  for (const Cue& cue : timeline.cues) {
    told.speech[cue.who] += cue.end - cue.begin;
    if (cue.line == kTitle) continue;
    LineReport& report = lines[cue.line];
    if (report.takes.empty()) report.begin = seconds(cue.begin, kMasterRate);
    report.end = seconds(cue.end, kMasterRate);
    report.takes.push_back(cue.take);
    const PerformedSentence& sentence = performed.sentences[cue.sentence];
    for (const WordTiming& timing : sentence.words) {
      report.words.push_back(
          {sentence.sentence.words[timing.word].text, time_in(cue, timing.begin), time_in(cue, timing.end)});
    }
  }
  return told;
}

ProductionReport describe(const MadeProduction& made, std::vector<ToldChapter> chapters,
                          const std::filesystem::path& folder) {
  ProductionReport report;
  report.book = made.book.name;
  report.title = made.book.title;
  report.author = made.book.author;
  report.profile = made.profile.name;
  std::map<std::string, std::int64_t> speech;
  for (std::size_t i = 0; i < made.chapters.size(); ++i) {
    const MadeChapter& chapter = made.chapters[i];
    const ScriptChapter& script = made.script.chapters[i];
    ChapterReport& told = report.chapters.emplace_back();
    told.number = script.number;
    told.title = script.title;
    told.audio = chapter.master.lexically_relative(folder).generic_string();
    told.checksum = chapter.checksum;
    told.measure = chapter.measure;
    told.made = chapter.made;
    told.lines = std::move(chapters[i].lines);
    for (const auto& [id, frames] : chapters[i].speech) speech[id] += frames;
  }
  for (const Doubt& doubt : made.script.doubts) {
    LineReport& line = report.chapters[doubt.chapter].lines[doubt.line];
    line.second = doubt.second;
  }
  report.cast = describe_cast(made, report.chapters, speech);
  report.made.sotto = made.sotto_version;
  report.made.engine = made.engine_version;
  report.made.manuscript = ContentHash().add(made.manuscript.text).hex();
  report.made.production = identity_of(report);
  report.made.written = made.written;
  report.made.takes = made.performance.takes;
  report.takes_made = made.performance.made;
  return report;
}

ProductionReport describe(const MadeProduction& made, const std::filesystem::path& folder) {
  const ManuscriptPlaces places(made.manuscript);
  std::vector<ToldChapter> chapters;
  for (std::size_t i = 0; i < made.chapters.size(); ++i) {
    chapters.push_back(
        describe_chapter(made.script.chapters[i], made.performance.chapters[i], made.timelines[i], places));
  }
  return describe(made, std::move(chapters), folder);
}

}  // namespace sotto
