#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_bed_heard(const ListeningContext& context, contents::CheckReport& check) {
  // Who asks for a bed as soft as that is not told that it is: it may then be off by what mixing is.
  const double asked = context.limits.at("ambience.bed_level") - context.made.book.ambience.level.value;
  const double limit = std::max(context.limits.at("ambience.under_speech"), asked);
  check.limit = fmt::format("at most {:g} LU under the speech", limit);
  for (const AnalyzedChapter& analyzed : context.chapters) {
    const analysis::ChapterAnalysis& chapter = analyzed.measured;
    // Without a rest that is long enough, it never comes up from its ducking.
    if (!chapter.bed_in_rests && !chapter.bed_under_speech) continue;
    const Lufs bed =
        chapter.bed_in_rests ? *chapter.bed_in_rests : *chapter.bed_under_speech + context.made.book.ambience.duck;
    const double under = (chapter.measure.loudness - bed).value;
    check.number = std::max(under, check.number.value_or(under));
    if (under <= limit) continue;
    check.findings.push_back(
        fail(finding_in(analyzed.report, fmt::format("{:.1f} LU under the speech", under)), under));
  }
  if (!check.number) {
    skip(check, "nobody speaks");
    return;
  }
  finish(check, fmt::format("softest: {:.1f} LU under", *check.number));
}

}  // namespace

Check bed_heard_check() {
  return {.id = "bed-heard",
          .group = "ambience",
          .name = "The bed can be heard",
          .meaning =
              "How far the bed lies under the speech where nobody speaks: softer than the room in which one "
              "listens, it is lost.",
          .hint = "Raise `ambience: level` in book.yaml, or do without: `bed: none`.",
          .unit = "LU",
          .limits = {{"ambience.under_speech", 0, 60, "LU"}},
          .run = ListeningCheck{.judge = judge_bed_heard, .applies = has_bed}};
}

}  // namespace sotto::checks
