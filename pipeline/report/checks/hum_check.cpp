#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_hum(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("signal.hum");
  check.limit = fmt::format("at most {:g} dB over its neighbours", limit);
  for (const AnalyzedChapter& analyzed : context.chapters) {
    const analysis::ChapterAnalysis& chapter = analyzed.measured;
    check.number = std::max(chapter.hum.over.value, check.number.value_or(chapter.hum.over.value));
    if (chapter.hum.over.value <= limit) continue;
    check.findings.push_back(
        fail(finding_in(analyzed.report,
                        fmt::format("{:.0f} Hz stands out by {:.0f} dB", chapter.hum.at.value, chapter.hum.over.value)),
             chapter.hum.over.value));
  }
  finish(check, check.number ? fmt::format("strongest line: {:.1f} dB", *check.number) : "no chapters");
}

}  // namespace

Check hum_check() {
  return {.id = "hum",
          .group = "signal",
          .name = "No hum",
          .meaning = "Lines of the mains (50 or 60 Hz and their multiples) that stand out of the bed.",
          .hint = "Look at a bed of your own: it may be a recording with hum.",
          .unit = "dB",
          .limits = {{"signal.hum", 0, 90, "dB"}},
          .run = ListeningCheck{.judge = judge_hum}};
}

}  // namespace sotto::checks
