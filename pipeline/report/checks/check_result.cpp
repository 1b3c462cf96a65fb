#include "report/checks/check_result.h"

#include <algorithm>
#include <utility>

namespace sotto {

CheckReport begin_check(const CheckText& text, std::string limit, std::string unit) {
  CheckReport check;
  check.id = text.id;
  check.group = text.group;
  check.name = text.name;
  check.meaning = text.meaning;
  check.hint = text.hint;
  check.limit = std::move(limit);
  check.unit = std::move(unit);
  return check;
}

void settle(CheckReport& check, std::string value) {
  check.value = std::move(value);
  check.found = check.findings.size();
  std::stable_partition(check.findings.begin(), check.findings.end(), [](const Finding& f) { return f.fails; });
  check.verdict = check.findings.empty()         ? Verdict::passed
                  : check.findings.front().fails ? Verdict::failed
                                                 : Verdict::noted;
}

void trim(std::vector<CheckReport>& checks) {
  for (CheckReport& check : checks) {
    if (check.findings.size() > kMostFindings) check.findings.resize(kMostFindings);
  }
}

void skip(CheckReport& check, std::string why) {
  check.value = std::move(why);
  check.verdict = Verdict::skipped;
}

Finding failing(Finding finding, std::optional<double> value) {
  finding.value = value;
  finding.fails = true;
  return finding;
}

Finding finding_at(const ChapterReport& chapter, std::size_t line, std::string message) {
  Finding finding;
  finding.chapter = chapter.number;
  finding.line = line;
  const LineReport& told = chapter.lines[line];
  if (!told.takes.empty()) finding.time = told.begin;
  finding.place = told.place;
  finding.message = std::move(message);
  return finding;
}

Finding finding_at(const ChapterReport& chapter, Seconds time, std::string message) {
  Finding finding;
  finding.chapter = chapter.number;
  finding.time = time;
  finding.message = std::move(message);
  for (std::size_t i = 0; i < chapter.lines.size(); ++i) {
    const LineReport& line = chapter.lines[i];
    if (line.takes.empty()) continue;
    if (line.begin.value > time.value) break;
    finding.line = i;
    finding.place = line.place;
  }
  return finding;
}

Finding finding_in(const ChapterReport& chapter, std::string message) {
  Finding finding;
  finding.chapter = chapter.number;
  finding.message = std::move(message);
  return finding;
}

}  // namespace sotto
