#include "report/book_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "shared/progress.h"
#include "shared/text.h"

namespace sotto {

namespace {

/// Numbers of the report are rounded to what they mean, so that two machines write the same.
double rounded(double value, double step) { return std::isfinite(value) ? std::round(value / step) * step : -999.0; }

nlohmann::ordered_json json_of(const ChapterReport& chapter) {
  const MasterMeasure& m = chapter.measure;
  return {{"number", chapter.number},
          {"title", chapter.title},
          {"file", chapter.file},
          {"duration_s", rounded(m.duration.value, 0.001)},
          {"loudness_lufs", rounded(m.loudness.value, 0.01)},
          {"loudness_range_lu", rounded(m.loudness_range.value, 0.01)},
          {"true_peak_dbtp", rounded(m.true_peak.value, 0.01)},
          {"gain_db", rounded(m.gain.value, 0.01)},
          {"limited_db", rounded(m.limited.value, 0.01)},
          {"limited_share", rounded(m.limited_share, 0.000001)},
          {"lines", chapter.lines},
          {"shortfalls", chapter.shortfalls}};
}

std::string shortened(const std::string& text, std::size_t most) {
  const std::string shown = printable(text);
  std::size_t offset = 0;
  for (std::size_t i = 0; i < most && offset < shown.size(); ++i) offset = code_point_at(shown, offset).next;
  return offset < shown.size() ? shown.substr(0, offset) + "…" : shown;
}

/// Pads to a width in code points, which fmt counts by display width already for most scripts.
std::string clock_time(Seconds time) {
  const auto whole = std::llround(time.value);
  return whole >= 3600 ? fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
                       : fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

bool BookReport::passed() const {
  return missing.empty() && std::all_of(chapters.begin(), chapters.end(),
                                        [](const ChapterReport& chapter) { return chapter.shortfalls.empty(); });
}

std::vector<std::string> shortfalls(const MasterMeasure& measure, const DeliveryProfile& profile) {
  std::vector<std::string> found;
  if (!(std::abs((measure.loudness - profile.loudness).value) <= profile.loudness_tolerance.value)) {
    found.push_back(fmt::format("loudness is {:.1f} LUFS; profile '{}' asks for {:.1f} +-{:.1f}",
                                measure.loudness.value, profile.name, profile.loudness.value,
                                profile.loudness_tolerance.value));
  }
  if (!(measure.true_peak <= profile.true_peak)) {
    found.push_back(fmt::format("true peak is {:.2f} dBTP; profile '{}' asks for at most {:.1f}",
                                measure.true_peak.value, profile.name, profile.true_peak.value));
  }
  return found;
}

std::vector<SpeakerReport> speakers_of(const Script& script, const Cast& cast, const std::vector<Timeline>& timelines) {
  std::map<std::string, SpeakerReport> by_id;
  for (const ScriptChapter& chapter : script.chapters) {
    for (const Line& line : chapter.lines) ++by_id[line.who].lines;
  }
  for (const Timeline& timeline : timelines) {
    for (const Cue& cue : timeline.cues) {
      SpeakerReport& speaker = by_id[cue.who];
      speaker.speech = speaker.speech + seconds(cue.end - cue.begin, kMasterRate);
    }
  }
  std::vector<SpeakerReport> speakers;
  for (auto& [id, speaker] : by_id) {
    const Character* character = script.character(id);
    speaker.id = id;
    speaker.name = character != nullptr ? character->name : id;
    speaker.voice = cast.voice_of(id).name;
    speakers.push_back(speaker);
  }
  std::stable_sort(speakers.begin(), speakers.end(),
                   [](const auto& a, const auto& b) { return a.speech.value > b.speech.value; });
  return speakers;
}

std::vector<UnsureLine> unsure_lines(const Script& script, const Manuscript& manuscript) {
  std::vector<UnsureLine> unsure;
  for (const Doubt& doubt : script.doubts) {
    const Line& line = script.chapters[doubt.chapter].lines[doubt.line];
    if (!line.guess || line.corrected() || line.guess->confidence >= kUnsure) continue;
    const Diagnostic place = manuscript.diagnostic(Severity::note, line.span.begin, {});
    unsure.push_back({fmt::format("{}:{}:{}", place.file, place.line, place.column), line.say, line.who,
                      line.guess->confidence, doubt.second, doubt.second_confidence});
  }
  std::stable_sort(unsure.begin(), unsure.end(),
                   [](const auto& a, const auto& b) { return a.confidence < b.confidence; });
  return unsure;
}

std::string report_json(const BookReport& report) {
  nlohmann::ordered_json json = {{"book", report.book},       {"title", report.title}, {"profile", report.profile},
                                 {"passed", report.passed()}, {"lines", report.lines}, {"takes", report.takes}};
  json["chapters"] = nlohmann::ordered_json::array();
  for (const ChapterReport& chapter : report.chapters) json["chapters"].push_back(json_of(chapter));
  json["speakers"] = nlohmann::ordered_json::array();
  for (const SpeakerReport& s : report.speakers) {
    json["speakers"].push_back({{"id", s.id},
                                {"name", s.name},
                                {"voice", s.voice},
                                {"lines", s.lines},
                                {"speech_s", rounded(s.speech.value, 0.001)}});
  }
  json["unsure"] = nlohmann::ordered_json::array();
  for (const UnsureLine& line : report.unsure) {
    json["unsure"].push_back({{"place", line.place},
                              {"say", line.say},
                              {"who", line.who},
                              {"confidence", rounded(line.confidence, 0.01)},
                              {"second", line.second},
                              {"second_confidence", rounded(line.second_confidence, 0.01)}});
  }
  json["missing"] = report.missing;
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string report_table(const BookReport& report, std::size_t columns) {
  constexpr std::size_t kUnsureShown = 5;
  std::string table = fmt::format("{}\n\n", shortened(report.title, columns));
  table += fmt::format("  {:>2}  {:<28} {:>9} {:>10} {:>10} {:>6}\n", "", "chapter", "length", "loudness", "true peak",
                       "lines");
  Seconds total;
  for (const ChapterReport& c : report.chapters) {
    total = total + c.measure.duration;
    table +=
        fmt::format("  {:>2}  {:<28} {:>9} {:>10} {:>10} {:>6}{}\n", c.number, shortened(c.title, 27),
                    clock_time(c.measure.duration), fmt::format("{:.1f} LUFS", c.measure.loudness.value),
                    fmt::format("{:.1f} dBTP", c.measure.true_peak.value), c.lines, c.shortfalls.empty() ? "" : "  !");
    for (const std::string& shortfall : c.shortfalls) table += fmt::format("      ! {}\n", shortfall);
  }
  table += fmt::format("  {:>2}  {:<28} {:>9} {:>10} {:>10} {:>6}\n\n", "", "in all", clock_time(total), "", "",
                       report.lines);
  constexpr std::size_t kSpeakersShown = 12;
  for (std::size_t i = 0; i < std::min(report.speakers.size(), kSpeakersShown); ++i) {
    const SpeakerReport& s = report.speakers[i];
    table += fmt::format("  {:<24} {:>5} lines {:>9}   voice: {}\n", shortened(s.name, 23), s.lines,
                         clock_time(s.speech), s.voice);
  }
  if (report.speakers.size() > kSpeakersShown) {
    table += fmt::format("  and {} more speakers\n", report.speakers.size() - kSpeakersShown);
  }
  if (!report.unsure.empty()) {
    table += fmt::format("\n  {} of {} lines are unsure; the least sure first (all of them: report.json):\n",
                         report.unsure.size(), report.lines);
    for (std::size_t i = 0; i < std::min(report.unsure.size(), kUnsureShown); ++i) {
      const UnsureLine& line = report.unsure[i];
      table +=
          fmt::format("    {}  {} {:.2f}{}: {}\n", line.place, line.who, line.confidence,
                      line.second.empty() ? "" : fmt::format(", or {} {:.2f}", line.second, line.second_confidence),
                      shortened(line.say, 40));
    }
  }
  for (const std::string& place : report.missing)
    table += fmt::format("  ! {}: the engine could not say this\n", place);
  return table;
}

}  // namespace sotto
