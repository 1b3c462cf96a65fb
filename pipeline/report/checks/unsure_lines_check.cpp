#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

/// The guessed lines that nobody corrected and that are less sure than the limit, with their confidence.
CheckSummary summarize(const PlannedChapter& chapter, const Limits& limits) {
  const double confidence = limits.at("attribution.confidence");
  CheckSummary summary;
  for (std::size_t l = 0; l < chapter.report.lines.size(); ++l) {
    const contents::LineReport& line = chapter.report.lines[l];
    if (!line.guessed) continue;
    ++summary.examined;
    if (line.corrected || line.confidence >= confidence) continue;
    const std::string second = line.second.empty() ? "" : fmt::format(", or else {}", line.second);
    summary.findings.push_back(
        finding_at(chapter.report, l, fmt::format("{} {:.2f}{}", line.who, line.confidence, second)));
    summary.findings.back().value = line.confidence;
  }
  return summary;
}

void judge_unsure_lines(const QuickContext& context, contents::CheckReport& check) {
  const double confidence = context.limits.at("attribution.confidence");
  const double most = context.limits.at("attribution.unsure_share");
  check.limit = fmt::format("at most {:.0f} % under {:g}", most * 100, confidence);
  std::size_t guessed = 0;
  for (const CheckSummary* chapter : context.chapters) {
    guessed += chapter->examined;
    check.findings.insert(check.findings.end(), chapter->findings.begin(), chapter->findings.end());
  }
  std::stable_sort(check.findings.begin(), check.findings.end(),
                   [](const contents::Finding& a, const contents::Finding& b) { return *a.value < *b.value; });
  const std::size_t unsure = check.findings.size();
  const double share = guessed > 0 ? static_cast<double>(unsure) / static_cast<double>(guessed) : 0;
  if (share > most) {
    for (contents::Finding& finding : check.findings) finding.fails = true;
  }
  check.number = share;
  finish(check, fmt::format("{} of {} lines unsure", unsure, guessed));
}

}  // namespace

Check unsure_lines_check() {
  return {.id = "unsure-lines",
          .group = "attribution",
          .name = "Who speaks is known",
          .meaning =
              "Lines whose speaker the annotator was not sure of, the least sure first. A line in the wrong "
              "voice is the worst fault a listener hears.",
          .hint =
              "Correct `who:` in the script, the least sure lines first; a line corrected settles its "
              "neighbours.",
          .unit = "share",
          .limits = {{"attribution.confidence", 0, 1}, {"attribution.unsure_share", 0, 1}},
          .run = QuickCheck{.summarize = summarize, .judge = judge_unsure_lines}};
}

}  // namespace sotto::checks
