#include "report/checks/findings.h"

#include <algorithm>
#include <utility>

#include "shared/audio.h"

namespace sotto::checks {

void finish(contents::CheckReport& check, std::string value) {
  check.value = std::move(value);
  check.found = check.findings.size();
  std::stable_partition(check.findings.begin(), check.findings.end(),
                        [](const contents::Finding& f) { return f.fails; });
  check.verdict = check.findings.empty()         ? contents::Verdict::passed
                  : check.findings.front().fails ? contents::Verdict::failed
                                                 : contents::Verdict::noted;
}

void skip(contents::CheckReport& check, std::string why) {
  check.value = std::move(why);
  check.verdict = contents::Verdict::skipped;
}

void trim(std::vector<contents::CheckReport>& checks) {
  for (contents::CheckReport& check : checks) {
    if (check.findings.size() > contents::kMostFindings) check.findings.resize(contents::kMostFindings);
  }
}

contents::Finding finding_at(const contents::ChapterReport& chapter, std::size_t line, std::string message) {
  contents::Finding finding = finding_in(chapter, std::move(message));
  const contents::LineReport& report = chapter.lines[line];
  finding.line = line;
  if (!report.takes.empty()) finding.time = report.begin;
  finding.place = report.place;
  return finding;
}

contents::Finding finding_at(const AnalyzedChapter& chapter, Seconds time, std::string message) {
  contents::Finding finding = finding_in(chapter.report, std::move(message));
  finding.time = time;
  std::optional<std::size_t> last;
  for (std::size_t c = 0; c < chapter.measured.cues.size(); ++c) {
    if (!chapter.measured.cues[c].found || seconds(chapter.begin_of(c), kMasterRate).value > time.value) continue;
    if (!last || chapter.begin_of(c) >= chapter.begin_of(*last)) last = c;
  }
  if (!last || chapter.timeline.cues[*last].line == synthesis::kTitle) return finding;
  finding.line = chapter.timeline.cues[*last].line;
  finding.place = chapter.report.lines[*finding.line].place;
  return finding;
}

contents::Finding finding_at_cue(const AnalyzedChapter& chapter, std::size_t cue, std::string message) {
  contents::Finding finding =
      finding_at_line_or_title(chapter.report, chapter.timeline.cues[cue].line, std::move(message));
  finding.time = seconds(chapter.begin_of(cue), kMasterRate);
  return finding;
}

contents::Finding finding_in(const contents::ChapterReport& chapter, std::string message) {
  contents::Finding finding;
  finding.chapter = chapter.number;
  finding.message = std::move(message);
  return finding;
}

contents::Finding finding_at_line_or_title(const contents::ChapterReport& chapter, std::size_t line,
                                           std::string message) {
  return line == synthesis::kTitle ? finding_in(chapter, "the title: " + message)
                                   : finding_at(chapter, line, std::move(message));
}

contents::Finding fail(contents::Finding finding, std::optional<double> value) {
  finding.value = value;
  finding.fails = true;
  return finding;
}

}  // namespace sotto::checks
