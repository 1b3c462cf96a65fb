#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_bed_gaps(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("ambience.gap");
  check.limit = fmt::format("at most {:g} ms", limit * 1000);
  double longest = 0;
  for (const AnalyzedChapter& analyzed : context.chapters) {
    for (const analysis::SignalEvent& gap : analyzed.measured.bed_gaps) {
      longest = std::max(longest, gap.length.value);
      if (gap.length.value <= limit) continue;
      check.findings.push_back(
          fail(finding_at(analyzed, gap.at, fmt::format("the bed is gone for {:.2f} s", gap.length.value)),
               gap.length.value));
    }
  }
  check.number = longest;
  finish(check, longest > 0 ? fmt::format("longest: {:.0f} ms", longest * 1000) : "none");
}

}  // namespace

Check bed_gaps_check() {
  return {.id = "bed-gaps",
          .group = "ambience",
          .name = "The bed never stops",
          .meaning = "Stretches in which the ambience is gone.",
          .hint = "Run produce again; look for silence in a bed of your own.",
          .unit = "s",
          .limits = {{"ambience.gap", 0.005, 60, "s"}},
          .explained_by =
              {
                  {"lines-in-place", Reach::beside},  // sound cut out or put in leaves edges, and other pauses
                  {"pauses", Reach::beside},          // silence within a line splits it in two
                  {"dropouts", Reach::line},          // a dropout has edges, and no bed
              },
          .run = ListeningCheck{.judge = judge_bed_gaps, .applies = has_bed}};
}

}  // namespace sotto::checks
