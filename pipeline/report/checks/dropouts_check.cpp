#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_dropouts(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("signal.dropout");
  check.limit = fmt::format("at most {:g} ms", limit * 1000);
  double longest = 0;
  for (const AnalyzedChapter& chapter : context.chapters) {
    for (std::size_t c = 0; c < chapter.measured.cues.size(); ++c) {
      const analysis::CueAnalysis& cue = chapter.measured.cues[c];
      longest = std::max(longest, cue.missing.value);
      if (cue.missing.value <= limit) continue;
      contents::Finding finding =
          finding_at_cue(chapter, c, fmt::format("{:.0f} ms of its speech are missing", cue.missing.value * 1000));
      finding.time = cue.missing_at;
      finding.value = cue.missing.value;
      finding.fails = true;
      check.findings.push_back(std::move(finding));
    }
  }
  check.number = longest;
  finish(check, fmt::format("longest: {:.0f} ms", longest * 1000));
}

}  // namespace

Check dropouts_check() {
  return {.id = "dropouts",
          .group = "signal",
          .name = "No dropouts in the speech",
          .meaning = "Stretches in which a take should sound and the master is without it.",
          .hint = "Run produce again for that chapter.",
          .unit = "s",
          .limits = {{"signal.dropout", 0.01, 10, "s"}},
          .explained_by =
              {
                  {"pauses", Reach::beside},  // silence within a line splits it in two
              },
          .run = ListeningCheck{.judge = judge_dropouts}};
}

}  // namespace sotto::checks
