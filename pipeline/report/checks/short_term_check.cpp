#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_short_term(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("loudness.short_term");
  check.limit = fmt::format("at most {:g} LU over the chapter", limit);
  for (const AnalyzedChapter& analyzed : context.chapters) {
    const analysis::Track& track = analyzed.measured.short_term;
    if (track.values.empty()) continue;
    const auto loudest = std::max_element(track.values.begin(), track.values.end());
    const double over = static_cast<double>(*loudest) - analyzed.measured.measure.loudness.value;
    check.number = std::max(over, check.number.value_or(over));
    if (over <= limit) continue;
    const Seconds at = track.step * static_cast<double>(loudest - track.values.begin());
    check.findings.push_back(fail(finding_at(analyzed, at, fmt::format("{:.1f} LU over the chapter", over)), over));
  }
  finish(check, check.number ? fmt::format("highest: {:.1f} LU", *check.number) : "no chapters");
}

}  // namespace

Check short_term_check() {
  return {.id = "short-term",
          .group = "loudness",
          .name = "No passage jumps out",
          .meaning = "The loudest three seconds of each chapter against its integrated loudness.",
          .hint = "Lower the level of that delivery in the voice's profile.",
          .unit = "LU",
          .limits = {{"loudness.short_term", 0, 60, "LU"}},
          .explained_by =
              {
                  {"line-levels", Reach::chapter},  // one that makes a short chapter so
                  {"bed-level", Reach::chapter},    // a bed that was made louder or softer
              },
          .run = ListeningCheck{.judge = judge_short_term}};
}

}  // namespace sotto::checks
