#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_pumping(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("ambience.pumping");
  check.limit = fmt::format("at most {:g} LU", limit);
  for (const AnalyzedChapter& analyzed : context.chapters) {
    const analysis::ChapterAnalysis& chapter = analyzed.measured;
    if (!chapter.bed_in_pauses || !chapter.bed_under_speech) continue;
    const double rise = (*chapter.bed_in_pauses - *chapter.bed_under_speech).value;
    check.number = std::max(rise, check.number.value_or(rise));
    if (rise <= limit) continue;
    check.findings.push_back(
        fail(finding_in(analyzed.report, fmt::format("rises by {:.1f} LU in short pauses", rise)), rise));
  }
  if (!check.number) {
    skip(check, "there is no short pause");
    return;
  }
  finish(check, fmt::format("highest: {:+.1f} LU", *check.number));
}

}  // namespace

Check pumping_check() {
  return {.id = "pumping",
          .group = "ambience",
          .name = "The bed does not pump",
          .meaning =
              "How far the bed rises in the short pauses between sentences. It should stay down until there "
              "is a rest.",
          .hint = "Lower `duck` in the book's `ambience:`.",
          .unit = "LU",
          .limits = {{"ambience.pumping", 0, 60, "LU"}},
          .explained_by =
              {
                  {"stray-voices", Reach::chapter},  // a voice in a pause counts as a louder bed
                  {"bed-level", Reach::chapter},     // a bed that was made louder or softer
              },
          .run = ListeningCheck{.judge = judge_pumping, .applies = has_bed}};
}

}  // namespace sotto::checks
