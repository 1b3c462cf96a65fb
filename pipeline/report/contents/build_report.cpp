#include "report/contents/build_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>

#include "shared/audio.h"
#include "shared/hash.h"
#include "shared/text.h"

namespace sotto::contents {

namespace {

/// What a voice is known by in a few seconds.
constexpr Seconds kGoodSample{4};

/// How far a line is from one that shows a voice best: plain, and of a good length.
double off_from_sample(const LineReport& line) {
  constexpr double kNotPlain = 3600;
  return std::fabs((line.end - line.begin).value - kGoodSample.value) + (line.how.empty() ? 0 : kNotPlain);
}

std::vector<CastReport> describe_cast(const MadeProduction& made, const std::vector<CompactChapterReport>& chapters) {
  std::map<std::string, CastReport> by_id;
  std::map<std::string, std::int64_t> speech;
  std::map<std::string, double> best;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    for (const auto& [id, count] : chapters[i].counts) by_id[id].lines += count;
    for (const auto& [id, frames] : chapters[i].speech) speech[id] += frames;
    for (const auto& [id, sample] : chapters[i].samples) {
      const auto [known, first] = best.try_emplace(id, sample.off);
      if (!first && known->second <= sample.off) continue;
      known->second = sample.off;
      by_id[id].sample_chapter = made.script.chapters[i].number;
      by_id[id].sample_line = sample.line;
    }
  }
  for (const auto& [id, frames] : speech) by_id[id].speech = seconds(frames, kMasterRate);
  std::vector<CastReport> cast;
  for (auto& [id, speaker] : by_id) {
    const document::Character* character = made.script.character(id);
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
std::string identity_of(const script::Script& script, const ProductionReport& report) {
  ContentHash hash;
  hash.add(report.made.manuscript);
  for (std::size_t i = 0; i < report.chapters.size(); ++i) {
    const ChapterReport& chapter = report.chapters[i];
    const std::vector<script::Line>& lines = script.chapters[i].lines;
    hash.add(chapter.audio).add(chapter.checksum).add(lines.size());
    for (const script::Line& line : lines) hash.add(line.who).add(line.how).add(line.say).add(line.corrected());
  }
  return hash.hex();
}

/// What the script has of a chapter's lines.
std::vector<LineReport> lines_of(const script::Script& script, std::size_t chapter,
                                 const document::SourceLocations& places) {
  std::vector<LineReport> lines;
  for (const script::Line& line : script.chapters[chapter].lines) {
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
  const auto its =
      std::equal_range(script.doubts.begin(), script.doubts.end(), script::Doubt{chapter, 0, {}, 0},
                       [](const script::Doubt& a, const script::Doubt& b) { return a.chapter < b.chapter; });
  for (auto doubt = its.first; doubt != its.second; ++doubt) lines[doubt->line].second = doubt->second;
  return lines;
}

/// A take's name as half as many bytes, and back.
std::array<char, 16> packed(const synthesis::TakeId& take) {
  std::array<char, 16> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::uint8_t byte = 0;
    std::from_chars(take.data() + 2 * i, take.data() + 2 * i + 2, byte, 16);
    bytes[i] = static_cast<char>(byte);
  }
  return bytes;
}

synthesis::TakeId unpacked(const std::array<char, 16>& bytes) {
  synthesis::TakeId take;
  for (const char byte : bytes) take += fmt::format("{:02x}", static_cast<std::uint8_t>(byte));
  return take;
}

}  // namespace

ChapterReport build_chapter_report(const script::Script& script, std::size_t chapter,
                                   const synthesis::SynthesizedChapter& performed, const mix::Timeline& timeline,
                                   const document::SourceLocations& places) {
  ChapterReport told;
  told.number = script.chapters[chapter].number;
  told.title = script.chapters[chapter].title;
  told.lines = lines_of(script, chapter, places);
  for (const mix::Cue& cue : timeline.cues) {
    if (cue.line == synthesis::kTitle) continue;
    LineReport& report = told.lines[cue.line];
    if (report.takes.empty()) report.begin = seconds(cue.begin, kMasterRate);
    report.end = seconds(cue.end, kMasterRate);
    report.takes.push_back(cue.take);
    const synthesis::SynthesizedSentence& sentence = performed.sentences[cue.sentence];
    const auto time = [&](std::uint32_t frame) {
      return seconds(mix::master_frame(cue, frame, sentence.rate), kMasterRate);
    };
    for (const synthesis::WordTiming& timing : sentence.words) {
      report.words.push_back({sentence.sentence.words[timing.word].text, time(timing.begin), time(timing.end)});
    }
  }
  return told;
}

CompactChapterReport::CompactChapterReport(const ChapterReport& told, const mix::Timeline& timeline) {
  for (const mix::Cue& cue : timeline.cues) speech[cue.who] += cue.end - cue.begin;
  heard_.reserve(told.lines.size());
  for (std::size_t l = 0; l < told.lines.size(); ++l) {
    const LineReport& line = told.lines[l];
    for (const std::string& take : line.takes) takes_.push_back(packed(take));
    heard_.push_back({line.begin, line.end, static_cast<std::uint32_t>(takes_.size())});
    ++counts[line.who];
    if (line.takes.empty()) continue;
    const double off = off_from_sample(line);
    const auto [best, first] = samples.try_emplace(line.who, Sample{l, off});
    if (!first && off < best->second.off) best->second = {l, off};
  }
  takes_.shrink_to_fit();
}

std::vector<LineReport> CompactChapterReport::lines(const script::Script& script, std::size_t chapter,
                                                    const document::SourceLocations& places) const {
  std::vector<LineReport> lines = lines_of(script, chapter, places);
  std::size_t take = 0;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    lines[l].begin = heard_[l].begin;
    lines[l].end = heard_[l].end;
    for (; take < heard_[l].takes_end; ++take) lines[l].takes.push_back(unpacked(takes_[take]));
  }
  return lines;
}

ProductionReport build_report(const MadeProduction& made, const std::vector<CompactChapterReport>& chapters,
                              const std::filesystem::path& folder) {
  ProductionReport report;
  report.book = made.book.name;
  report.title = made.book.title;
  report.author = made.book.author;
  report.profile = made.profile.name;
  report.edition = made.profile.name + (made.book.ambience.silent() ? ", dry" : "");
  for (std::size_t i = 0; i < made.chapters.size(); ++i) {
    const MadeChapter& chapter = made.chapters[i];
    const script::ScriptChapter& script = made.script.chapters[i];
    ChapterReport& told = report.chapters.emplace_back();
    told.number = script.number;
    told.title = script.title;
    told.audio = chapter.master.lexically_relative(folder).generic_string();
    told.checksum = chapter.checksum;
    told.measure = chapter.measure;
    told.made = chapter.made;
    told.lines_apart = script.lines.size();
  }
  for (const MadeFile& file : made.files) {
    FileReport& told = report.files.emplace_back();
    told = {file.format, file.path.lexically_relative(folder).generic_string(), file.bytes, file.fault, {}, file.made};
    for (std::size_t i = 0; i < file.chapters.size() && file.first_chapter + i < made.script.chapters.size(); ++i) {
      told.chapters.push_back({made.script.chapters[file.first_chapter + i].number, file.chapters[i]});
    }
  }
  report.cast = describe_cast(made, chapters);
  report.made.sotto = made.sotto_version;
  report.made.engine = made.engine_version;
  report.made.manuscript = ContentHash().add(made.manuscript.text).hex();
  report.made.production = identity_of(made.script, report);
  report.made.written = made.written;
  report.made.takes = made.performance.takes;
  report.parts_made = made.performance.made;
  return report;
}

ProductionReport build_report(const MadeProduction& made, const std::filesystem::path& folder) {
  const document::SourceLocations places(made.manuscript);
  std::vector<CompactChapterReport> chapters;
  std::vector<std::vector<LineReport>> lines;
  for (std::size_t i = 0; i < made.chapters.size(); ++i) {
    ChapterReport told = build_chapter_report(made.script, i, made.performance.chapters[i], made.timelines[i], places);
    chapters.emplace_back(told, made.timelines[i]);
    lines.push_back(std::move(told.lines));
  }
  ProductionReport report = build_report(made, chapters, folder);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    report.chapters[i].lines = std::move(lines[i]);
    report.chapters[i].lines_apart = 0;
  }
  return report;
}

}  // namespace sotto::contents
