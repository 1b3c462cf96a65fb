#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/checks/check.h"
#include "report/checks/findings.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

void judge_regression(const GoldenContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("regression.changed");
  check.limit = limit <= 0 ? "none" : limit < 1 ? fmt::format("at most {:g} % of the lines", limit * 100) : "";
  const GoldenComparison& comparison = context.comparison;
  if (comparison.folder.empty()) return skip(check, "nothing is blessed yet");
  if (!comparison.compared()) {
    return skip(check, fmt::format("another edition is blessed: {}", comparison.other_edition));
  }
  const std::vector<contents::ChapterReport>& chapters = context.report.chapters;
  std::size_t unmatched = 0;
  for (const std::size_t chapter : comparison.added) {
    unmatched += chapters[chapter].lines.size();
    check.findings.push_back(finding_in(chapters[chapter], "this chapter is not blessed"));
  }
  for (const GoldenComparison::Gone& chapter : comparison.gone) {
    unmatched += chapter.lines;
    contents::Finding finding;
    finding.message = fmt::format("the chapter of {} is no more", chapter.file);
    check.findings.push_back(std::move(finding));
  }
  for (const contents::ChangeReport& change : comparison.changes) {
    const auto chapter = std::find_if(chapters.begin(), chapters.end(),
                                      [&](const contents::ChapterReport& c) { return c.number == change.chapter; });
    const std::string what = fmt::format("{}", fmt::join(change.what, ", "));
    check.findings.push_back(change.line ? finding_at(*chapter, *change.line, what)
                                         : finding_in(*chapter, fmt::format("'{}' {}", change.was, what)));
  }
  const std::size_t changed = comparison.changes.size();
  check.number =
      static_cast<double>(changed + unmatched) / static_cast<double>(std::max<std::size_t>(comparison.lines, 1));
  for (contents::Finding& finding : check.findings) finding.fails = *check.number > limit && limit < 1;
  const std::size_t added = comparison.added.size();
  finish(check, fmt::format("{} of {} lines differ{}", changed, comparison.lines,
                            added > 0 ? fmt::format(", {} new", counted(added, "chapter")) : ""));
}

}  // namespace

Check regression_check() {
  return {.id = "regression",
          .group = "regression",
          .name = "As it was blessed",
          .meaning = "Each line's time, level, pitch and sound against the last production that was blessed.",
          .hint = "Listen to what has changed; when it is as it should be: sotto check --bless.",
          .unit = "share",
          .limits = {{"regression.changed", 0, 1, "of the lines"}},
          .run = GoldenCheck{judge_regression}};
}

}  // namespace sotto::checks
