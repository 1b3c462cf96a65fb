#include "report/terminal_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "shared/text.h"

namespace sotto::report {

namespace {

std::string shortened(const std::string& text, std::size_t most) {
  const std::string shown = printable(text);
  std::size_t offset = 0;
  for (std::size_t i = 0; i < most && offset < shown.size(); ++i) offset = code_point_at(shown, offset).next;
  return offset < shown.size() ? shown.substr(0, offset) + "…" : shown;
}

std::string clock_time(Seconds time) {
  const auto whole = std::llround(time.value);
  return whole >= 3600 ? fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
                       : fmt::format("{}:{:02}", whole / 60, whole % 60);
}

const char* mark_of(contents::Verdict verdict) {
  switch (verdict) {
    case contents::Verdict::passed:
      return "ok";
    case contents::Verdict::noted:
      return "look";
    case contents::Verdict::failed:
      return "FALLS";
    case contents::Verdict::skipped:
      break;
  }
  return "-";
}

/// "story/x.md:12:1  0:31  3.2 s of silence"
std::string told(const contents::Finding& finding) {
  std::string text;
  if (!finding.place.empty()) {
    text += finding.place + "  ";
  } else if (finding.chapter > 0) {
    text += fmt::format("chapter {}  ", finding.chapter);
  }
  if (finding.time) text += clock_time(*finding.time) + "  ";
  return text + finding.message;
}

std::string findings_of(const contents::CheckReport& check, std::size_t most, std::size_t columns) {
  std::string table;
  std::size_t shown = 0;
  for (const contents::Finding& finding : check.findings) {
    if (shown == most) break;
    ++shown;
    table += fmt::format("        {} {}\n", finding.fails ? "!" : " ", shortened(told(finding), columns - 10));
  }
  if (check.found > shown) table += fmt::format("          and {} more\n", check.found - shown);
  return table;
}

}  // namespace

std::string report_table(const contents::ProductionReport& report, std::size_t columns) {
  columns = std::max<std::size_t>(columns, 60);
  std::string table = fmt::format("{}\n\n", shortened(report.title, columns));
  table += fmt::format("  {:>2}  {:<28} {:>9} {:>10} {:>10} {:>6}\n", "", "chapter", "length", "loudness", "true peak",
                       "lines");
  Seconds total;
  std::size_t lines = 0;
  for (const contents::ChapterReport& c : report.chapters) {
    total = total + c.measure.duration;
    lines += c.line_count();
    table += fmt::format("  {:>2}  {:<28} {:>9} {:>10} {:>10} {:>6}\n", c.number, shortened(c.title, 27),
                         clock_time(c.measure.duration), fmt::format("{:.1f} LUFS", c.measure.loudness.value),
                         fmt::format("{:.1f} dBTP", c.measure.true_peak.value), c.line_count());
  }
  table += fmt::format("  {:>2}  {:<28} {:>9} {:>10} {:>10} {:>6}\n\n", "", "in all", clock_time(total), "", "", lines);
  constexpr std::size_t kSpeakersShown = 12;
  for (std::size_t i = 0; i < std::min(report.cast.size(), kSpeakersShown); ++i) {
    const contents::CastReport& s = report.cast[i];
    table += fmt::format("  {:<24} {:>11} {:>9}   voice: {}\n", shortened(s.name, 23), counted(s.lines, "line"),
                         clock_time(s.speech), s.voice);
  }
  if (report.cast.size() > kSpeakersShown) {
    table += fmt::format("  and {} more speakers\n", report.cast.size() - kSpeakersShown);
  }
  constexpr std::size_t kFindingsShown = 5;
  for (const contents::CheckReport& check : report.checks) {
    if (check.verdict != contents::Verdict::failed && check.verdict != contents::Verdict::noted) continue;
    table += fmt::format("\n  {:<5} {}: {}\n", mark_of(check.verdict), check.name, check.value);
    table += findings_of(check, kFindingsShown, columns);
  }
  return table;
}

std::string checks_table(const contents::ProductionReport& report, std::size_t columns) {
  columns = std::max<std::size_t>(columns, 60);
  constexpr std::size_t kFindingsShown = 10;
  std::string table;
  for (const contents::CheckReport& check : report.checks) {
    table += fmt::format("  {:<5} {:<42} {}{}\n", mark_of(check.verdict), check.name, check.value,
                         check.limit.empty() ? "" : fmt::format("  ({})", check.limit));
    if (check.verdict == contents::Verdict::failed) {
      table += findings_of(check, kFindingsShown, columns);
      table += fmt::format("          {}\n", check.hint);
    }
  }
  return table;
}

}  // namespace sotto::report
