#include "report/checks/check_result.h"

#include <algorithm>
#include <utility>

namespace sotto::checks {

contents::CheckReport begin_check(const CheckText& text, std::string limit, std::string unit) {
  contents::CheckReport check;
  check.id = text.id;
  check.group = text.group;
  check.name = text.name;
  check.meaning = text.meaning;
  check.hint = text.hint;
  check.limit = std::move(limit);
  check.unit = std::move(unit);
  return check;
}

void finish(contents::CheckReport& check, std::string value) {
  check.value = std::move(value);
  check.found = check.findings.size();
  std::stable_partition(check.findings.begin(), check.findings.end(),
                        [](const contents::Finding& f) { return f.fails; });
  check.verdict = check.findings.empty()         ? contents::Verdict::passed
                  : check.findings.front().fails ? contents::Verdict::failed
                                                 : contents::Verdict::noted;
}

void trim(std::vector<contents::CheckReport>& checks) {
  for (contents::CheckReport& check : checks) {
    if (check.findings.size() > contents::kMostFindings) check.findings.resize(contents::kMostFindings);
  }
}

void skip(contents::CheckReport& check, std::string why) {
  check.value = std::move(why);
  check.verdict = contents::Verdict::skipped;
}

contents::Finding fail(contents::Finding finding, std::optional<double> value) {
  finding.value = value;
  finding.fails = true;
  return finding;
}

contents::Finding finding_at(const contents::ChapterReport& chapter, std::size_t line, std::string message) {
  contents::Finding finding;
  finding.chapter = chapter.number;
  finding.line = line;
  const contents::LineReport& told = chapter.lines[line];
  if (!told.takes.empty()) finding.time = told.begin;
  finding.place = told.place;
  finding.message = std::move(message);
  return finding;
}

contents::Finding finding_at(const contents::ChapterReport& chapter, Seconds time, std::string message) {
  contents::Finding finding;
  finding.chapter = chapter.number;
  finding.time = time;
  finding.message = std::move(message);
  for (std::size_t i = 0; i < chapter.lines.size(); ++i) {
    const contents::LineReport& line = chapter.lines[i];
    if (line.takes.empty()) continue;
    if (line.begin.value > time.value) break;
    finding.line = i;
    finding.place = line.place;
  }
  return finding;
}

contents::Finding finding_in(const contents::ChapterReport& chapter, std::string message) {
  contents::Finding finding;
  finding.chapter = chapter.number;
  finding.message = std::move(message);
  return finding;
}

}  // namespace sotto::checks
