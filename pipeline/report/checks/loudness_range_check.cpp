#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_loudness_range(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("loudness.range");
  check.limit = fmt::format("at most {:g} LU", limit);
  for (const AnalyzedChapter& analyzed : context.chapters) {
    if (analyzed.report.lines.empty()) continue;  // a title and silence
    const double range = analyzed.measured.measure.loudness_range.value;
    check.number = std::max(range, check.number.value_or(range));
    if (range <= limit) continue;
    check.findings.push_back(fail(finding_in(analyzed.report, fmt::format("{:.1f} LU", range)), range));
  }
  finish(check, check.number ? fmt::format("widest: {:.1f} LU", *check.number) : "no chapters");
}

}  // namespace

Check loudness_range_check() {
  return {.id = "loudness-range",
          .group = "loudness",
          .name = "Loudness range",
          .meaning =
              "The difference between soft and loud passages (EBU Tech 3342): too much of it, and a listener "
              "in a train loses the whispers.",
          .hint = "Bring the deliveries' levels nearer to one another in the voice profiles.",
          .unit = "LU",
          .limits = {{"loudness.range", 0, 60, "LU"}},
          .explained_by =
              {
                  {"line-levels", Reach::chapter},  // one that makes a short chapter so
              },
          .run = ListeningCheck{.judge = judge_loudness_range}};
}

}  // namespace sotto::checks
